#include "ui/letters/DeadLetterDetail.h"

#include "ui/json/PrettyJson.h"
#include "ui/letters/HexDump.h"
#include "ui/letters/LetterChangesModel.h"
#include "ui/letters/LetterEditor.h"
#include "ui/widgets/OrderActions.h"
#include "ui/widgets/Theme.h"
#include "ui/widgets/ViolationsText.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"
#include "ui_DeadLetterDetail.h"

#include <QEvent>
#include <QTabBar>

namespace orderdesk {

DeadLetterDetail::DeadLetterDetail(OrderActions& actions, bool mayRedrive, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::DeadLetterDetail>())
    , m_actions(actions)
    , m_mayRedrive(mayRedrive)
{
    m_ui->setupUi(this);
    followFont();
    for (FactList* list : {m_ui->violationFacts, m_ui->positionFacts, m_ui->headerFacts, m_ui->changeFacts})
        connect(list, &FactList::copyWanted, &m_actions, &OrderActions::copy);
    connect(m_ui->closeButton, &QToolButton::clicked, this, &DeadLetterDetail::closeWanted);
    connect(m_ui->letterWalk, &WalkButtons::stepWanted, this, &DeadLetterDetail::stepWanted);
    connect(m_ui->retryButton, &QPushButton::clicked, this, [this] { m_ui->notice->hide(); });
    connect(m_ui->redriveButton, &QPushButton::clicked, this, [this] { Q_EMIT redriveWanted(m_deadLetter.id); });
    connect(m_ui->discardButton, &QPushButton::clicked, this, [this] { Q_EMIT discardWanted(m_deadLetter.id); });
    connect(m_ui->prettyCheckBox, &QCheckBox::toggled, this, &DeadLetterDetail::showBytes);
    connect(m_ui->copyNumberButton, &QToolButton::clicked, this,
            [this] { m_actions.copy(text::fromUtf8(m_deadLetter.orderUid), tr("Order number")); });
    connect(m_ui->copyTextButton, &QPushButton::clicked, this, [this] {
        m_actions.copy(QString::fromUtf8(m_deadLetter.message.value.value_or(QByteArray())), tr("Message"));
    });
    if (m_mayRedrive) {
        m_editor = new LetterEditor;
        m_ui->deadLetterTabs->addTab(m_editor, tr("Edit"));
    }
    connect(m_ui->deadLetterTabs, &QTabWidget::currentChanged, this, &DeadLetterDetail::offerActions);
    connect(m_ui->showReturnButton, &QPushButton::clicked, this, [this] {
        if (m_return)
            Q_EMIT messageWanted(IngestEvent(*m_return));
    });
    m_ui->retryButton->hide();
    showChanges({});
    m_ui->deadLetterTabs->tabBar()->setDrawBase(false);
    paintIcons();
}

DeadLetterDetail::~DeadLetterDetail() = default;

void DeadLetterDetail::showDeadLetter(const DeadLetter& deadLetter, bool whole)
{
    if (deadLetter.id != m_deadLetter.id) {
        showChanges({});
        m_sentTo.reset();
        m_return.reset();
    }
    m_deadLetter = deadLetter;
    m_whole = whole;
    if (whole && m_editor)
        m_editor->showDeadLetter(deadLetter);
    m_ui->deadLetterNumberLabel->setText(deadLetter.orderUid.empty() ? tr("(unreadable)")
                                                                     : text::fromUtf8(deadLetter.orderUid));
    m_ui->copyNumberButton->setEnabled(!deadLetter.orderUid.empty());
    showBadge();
    m_ui->violationFacts->setFacts(violationFacts(deadLetter.violations));
    m_ui->notice->hide();
    m_failure.reset();
    showSentNotice();
    showPosition();
    showBytes();
    offerActions();
}

void DeadLetterDetail::showBadge()
{
    if (m_deadLetter.redrivenAt)
        m_ui->deadLetterStateBadge->setContent({Tone::Info, QStringLiteral("redrive"), tr("Dead letter, sent again")});
    else
        m_ui->deadLetterStateBadge->setContent({Tone::Bad, QStringLiteral("cross"), tr("Dead letter")});
}

void DeadLetterDetail::showSent(const MessagePosition& position, bool isMarked)
{
    m_isMarked = isMarked;
    m_sentTo = position;
    m_return.reset();
    showSentNotice();
}

void DeadLetterDetail::showReturn(const IngestEvent& event)
{
    m_return = event;
    showSentNotice();
}

void DeadLetterDetail::showSentNotice()
{
    m_ui->sentNotice->setVisible(m_sentTo.has_value());
    m_ui->showReturnButton->setVisible(m_return.has_value());
    if (!m_sentTo)
        return;
    const QString where = text::wholePosition(*m_sentTo);
    if (!m_return) {
        m_ui->sentLabel->setText((m_isMarked ? tr("Sent to %1. What becomes of it shows here.")
                                             : tr("Sent to %1, but this could not be noted here: do not send it "
                                                  "again. What becomes of it shows here."))
                                     .arg(where));
        return;
    }
    const QString number = text::fromUtf8(m_return->order.orderUid);
    const auto words = [&] {
        switch (m_return->kind) {
        case IngestEvent::Kind::New:
        case IngestEvent::Kind::Updated:
            return tr("Sent to %1, and stored as order %2.").arg(where, number);
        case IngestEvent::Kind::Unchanged:
            return tr("Sent to %1. Order %2 was stored with these values already.").arg(where, number);
        case IngestEvent::Kind::Superseded:
            return tr("Sent to %1. A newer version of order %2 is stored already.").arg(where, number);
        case IngestEvent::Kind::DeadLettered:
            break;
        }
        return tr("Sent to %1, and refused again: it is a new dead letter.").arg(where);
    };
    m_ui->sentLabel->setText(words());
    m_ui->showReturnButton->setText(m_return->kind == IngestEvent::Kind::DeadLettered ? tr("Show the new one")
                                                                                      : tr("Show the order"));
}

void DeadLetterDetail::showPlace(const SelectionWalk::Place& place)
{
    m_ui->letterWalk->showPlace(place);
}

void DeadLetterDetail::setRights(const DatabaseRights& rights)
{
    m_rights = rights;
    offerActions();
}

void DeadLetterDetail::offerActions()
{
    const bool known = m_deadLetter.id != 0;
    m_ui->redriveButton->setVisible(m_mayRedrive && (!m_rights || m_rights->mayRedrive));
    m_ui->redriveButton->setEnabled(known);
    m_ui->discardButton->setVisible(!m_rights || m_rights->mayDiscard);
    if (m_editor) {
        const int tab = m_ui->deadLetterTabs->indexOf(m_editor);
        m_ui->deadLetterTabs->setTabVisible(tab, !m_rights || m_rights->mayRedrive);
    }
    m_ui->discardButton->setEnabled(known);
    // The editor has its own: two ways to send it again, one below the other, would be taken for each other.
    m_ui->actionsBar->setVisible(!m_editor || m_ui->deadLetterTabs->currentWidget() != m_editor);
    m_ui->readOnlyLabel->setText(m_rights ? text::readOnlyReason(*m_rights) : QString());
    m_ui->readOnlyLabel->setVisible(!m_ui->readOnlyLabel->text().isEmpty());
}

void DeadLetterDetail::showPosition()
{
    const Message& message = m_deadLetter.message;
    const auto fact = [](const char* id, const QString& label, const QString& value, bool monospaced = false) {
        return Fact{QLatin1String(id), label, value, {}, Tone::Neutral, monospaced};
    };
    const auto timeFact = [&fact](const char* id, const QString& label, Timestamp time) {
        Fact made = fact(id, label, text::dateTime(time));
        if (time != Timestamp{})
            made.time = time;
        return made;
    };
    QList<Fact> facts{
        fact("position", tr("In Kafka"), text::wholePosition(message.position), true),
        timeFact("sent", tr("Sent"), message.position.timestamp),
        timeFact("received", tr("Refused"), m_deadLetter.receivedAt),
    };
    if (m_deadLetter.redriveCount > 0 && m_deadLetter.redrivenAt)
        facts += fact(
            "redriven", tr("Redriven"),
            tr("%n times, last %1", nullptr, m_deadLetter.redriveCount).arg(text::dateTime(*m_deadLetter.redrivenAt)));
    if (m_whole) {
        facts += fact("key", tr("Key"), message.key ? visibleText(*message.key, 1024) : tr("none"), true);
        facts +=
            fact("size", tr("Size"), message.value ? text::bytes(message.value->size()) : tr("no value (tombstone)"));
    }
    m_ui->positionFacts->setFacts(facts);

    QList<Fact> headers;
    for (const auto& [name, value] : message.headers)
        headers += Fact{QStringLiteral("header%1").arg(headers.size()),
                        visibleText(name, 256),
                        !value             ? tr("none")
                        : value->isEmpty() ? tr("(empty)")
                                           : visibleText(*value, 4096),
                        {},
                        Tone::Neutral,
                        true};
    m_ui->headerFacts->setFacts(headers);
    m_ui->headersHeading->setVisible(!headers.isEmpty());
}

void DeadLetterDetail::showBytes()
{
    const QByteArray value = m_deadLetter.message.value.value_or(QByteArray());
    m_ui->rawTextEdit->setPlainText(visibleText(m_ui->prettyCheckBox->isChecked() ? prettyJson(value) : value));
    m_ui->hexTextEdit->setPlainText(hexDump(value));
    m_ui->deadLetterTabs->setTabEnabled(1, m_whole);
    m_ui->deadLetterTabs->setTabEnabled(2, m_whole);
    if (m_editor)
        m_ui->deadLetterTabs->setTabEnabled(m_ui->deadLetterTabs->indexOf(m_editor), m_whole && m_deadLetter.id != 0);
}

void DeadLetterDetail::showChanges(const std::vector<DeadLetterChange>& changes)
{
    m_changes = changes;
    QList<Fact> facts;
    for (const DeadLetterChange& change : changes) {
        const QString who =
            tr("%1 by %2").arg(LetterChangesModel::actionText(change), text::fromUtf8(change.changedBy));
        const QString what =
            change.detail.empty() ? who : tr("%1, %2").arg(who, LetterChangesModel::detailText(change));
        facts += Fact{QStringLiteral("change%1").arg(facts.size()), text::shortDateTime(change.changedAt), what};
    }
    m_ui->changeFacts->setFacts(facts);
    m_ui->letterChangesHeading->setVisible(!facts.isEmpty());
}

void DeadLetterDetail::showFailure(const Error& error)
{
    m_failure = error;
    m_ui->noticeLabel->setText(tr("The whole message could not be read: %1").arg(text::sentence(error.message)));
    m_ui->notice->show();
}

void DeadLetterDetail::paintIcons()
{
    const QColor ink = theme::mutedText();
    m_ui->closeButton->setIcon(theme::icon(QStringLiteral("close"), ink));
    m_ui->copyNumberButton->setIcon(theme::icon(QStringLiteral("copy"), ink));
    m_ui->redriveButton->setIcon(theme::icon(QStringLiteral("redrive"), theme::onAccent()));
    m_ui->discardButton->setIcon(theme::icon(QStringLiteral("trash"), ink));
}

void DeadLetterDetail::followFont()
{
    m_ui->deadLetterNumberLabel->setFont(theme::monospaced(1.3));
    m_ui->rawTextEdit->setFont(theme::monospaced());
    m_ui->hexTextEdit->setFont(theme::monospaced());
}

void DeadLetterDetail::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        followFont();
    if (event->type() != QEvent::LanguageChange && event->type() != QEvent::PaletteChange)
        return;
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    if (m_editor)
        m_ui->deadLetterTabs->setTabText(m_ui->deadLetterTabs->indexOf(m_editor), tr("Edit"));
    showChanges(std::vector<DeadLetterChange>(m_changes));
    paintIcons();
    const std::optional<Error> failure = m_failure;
    showDeadLetter(DeadLetter(m_deadLetter), m_whole);
    if (failure)
        showFailure(*failure);
}

} // namespace orderdesk
