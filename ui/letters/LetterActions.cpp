#include "ui/letters/LetterActions.h"

#include "ui/letters/ReturnWatch.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"

#include <QMessageBox>
#include <QPushButton>

namespace orderdesk {

namespace {

QString whyNotSent(const LetterOutcome& outcome)
{
    if (outcome.error)
        return text::sentence(outcome.error->message);
    const Violation& first = outcome.reasons.front();
    const QString rule = text::violation(first);
    return first.pointer.empty() ? rule : QString(text::fromUtf8(first.pointer) + QStringLiteral(": ") + rule);
}

QString unmarkedWords(const LetterOutcome& outcome)
{
    const QString words = text::sentence(outcome.unmarked());
    return words.left(1).toUpper() + words.mid(1);
}

} // namespace

LetterActions::LetterActions(const WindowBackend& backend, QWidget* window)
    : QObject(window)
    , m_backend(backend)
    , m_window(window)
    , m_watch(new ReturnWatch(this))
{
    connect(m_watch, &ReturnWatch::came, this, [this](const IngestEvent& event) { Q_EMIT returned(m_sentId, event); });
}

bool LetterActions::isConfirmed(const QString& title, const QString& question, const QString& action)
{
    QMessageBox box(QMessageBox::Question, title, question, QMessageBox::Cancel, m_window);
    box.setObjectName(QStringLiteral("confirmationBox"));
    QPushButton* act = box.addButton(action, QMessageBox::AcceptRole);
    act->setObjectName(QStringLiteral("confirmButton"));
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == act;
}

void LetterActions::noteEvents(const QList<IngestEvent>& events)
{
    m_watch->noteEvents(events);
}

void LetterActions::begin(qint64 id)
{
    m_sentId = id;
    m_watch->begin();
}

void LetterActions::follow(const LetterOutcome& outcome, const QString& sentWords)
{
    if (!outcome.position) {
        Q_EMIT said(tr("Not sent: %1").arg(whyNotSent(outcome)));
        m_watch->end();
        return;
    }
    Q_EMIT said(outcome.isUnmarked() ? unmarkedWords(outcome) : sentWords);
    Q_EMIT sent(m_sentId, *outcome.position, !outcome.isUnmarked());
    m_watch->sent(*outcome.position);
}

void LetterActions::redrive(qint64 id)
{
    if (m_backend.letterDesk == nullptr ||
        !isConfirmed(
            tr("Redrive"),
            tr("Send this message, as it is, to the topic %1 again? If it still breaks a rule it comes back as a "
               "new dead letter.")
                .arg(m_backend.topicShown),
            tr("Redrive")))
        return;
    send(id, false);
}

void LetterActions::send(qint64 id, bool replacesNewer)
{
    begin(id);
    m_backend.letterDesk->redrive({id}, m_backend.changedBy, replacesNewer, this,
                                  [this, id, replacesNewer](const LetterProgress& progress) {
                                      const LetterOutcome& outcome = progress.outcomes.front();
                                      if (isReplacing(outcome, replacesNewer)) {
                                          send(id, true);
                                          return;
                                      }
                                      follow(outcome, tr("Sent again"));
                                      if (outcome.position)
                                          Q_EMIT changed(id);
                                  });
}

// Whether a person says yes a second time.
bool LetterActions::isReplacing(const LetterOutcome& outcome, bool replacesNewer)
{
    return outcome.newerStoredAt && !replacesNewer &&
           isConfirmed(
               tr("The stored order is newer"),
               tr("A newer message of this order was stored at %1. Sent again, this one is the newest of all and "
                  "replaces it. Send it all the same?")
                   .arg(text::dateTime(*outcome.newerStoredAt)),
               tr("Replace it"));
}

void LetterActions::redriveCorrected(qint64 id, const QByteArray& value)
{
    if (!isConfirmed(tr("Redrive corrected"),
                     tr("Send the corrected message to the topic %1? The dead letter stays as it came until it is "
                        "discarded.")
                         .arg(m_backend.topicShown),
                     tr("Redrive")))
        return;
    sendCorrected(id, value, false);
}

void LetterActions::sendCorrected(qint64 id, const QByteArray& value, bool replacesNewer)
{
    begin(id);
    m_backend.letterDesk->redriveCorrected(
        id, value, m_backend.changedBy, replacesNewer, this,
        [this, id, value, replacesNewer](const LetterOutcome& outcome) {
            if (isReplacing(outcome, replacesNewer)) {
                sendCorrected(id, value, true);
                return;
            }
            QString sentWords;
            if (outcome.position) {
                sentWords = tr("Corrected and sent again to %1").arg(text::wholePosition(*outcome.position));
                Q_EMIT correctedSent(id, value);
            }
            follow(outcome, sentWords);
            Q_EMIT changed(id);
        });
}

void LetterActions::discard(qint64 id)
{
    if (m_backend.letterDesk == nullptr ||
        !isConfirmed(tr("Discard"),
                     tr("Delete this dead letter for good? The message is then kept nowhere but in Kafka."),
                     tr("Discard")))
        return;
    m_backend.letterDesk->discard({id}, m_backend.changedBy, this, [this, id](const LetterProgress& progress) {
        const std::optional<Error>& error = progress.outcomes.front().error;
        Q_EMIT said(!error ? tr("Discarded") : tr("Not discarded: %1").arg(text::sentence(error->message)));
        if (!error)
            Q_EMIT discarded(id);
    });
}

} // namespace orderdesk
