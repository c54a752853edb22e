#include "ui/DetailPane.h"

#include "ui/deadletters/DeadLetterDetail.h"
#include "ui/deadletters/LetterEditor.h"
#include "ui/layout/PageStack.h"
#include "ui/order/HistoryView.h"
#include "ui/order/JsonView.h"
#include "ui/order/OrderActions.h"
#include "ui/order/OrderDetail.h"
#include "ui/table/SelectionWalk.h"
#include "ui/text/DisplayText.h"
#include "ui/text/ServiceWords.h"

#include <QAction>
#include <QEvent>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace orderdesk {

DetailPane::DetailPane(const WindowBackend& backend, OrderActions& actions, WindowState& state, QWidget* parent)
    : LowScrollArea(parent)
    , m_backend(backend)
    , m_pages(new PageStack(this))
    , m_order(new OrderDetail(actions, state, this))
    , m_deadLetter(new DeadLetterDetail(actions, backend.redriver != nullptr && backend.redriver->mayRedrive(), this))
{
    setObjectName(QStringLiteral("detailPane"));
    m_pages->setObjectName(QStringLiteral("detailPages"));
    m_pages->addWidget(m_order);
    m_pages->addWidget(m_deadLetter);
    setContents(m_pages);
    hide();
    connectOrder();
    connect(m_deadLetter, &DeadLetterDetail::closeWanted, this, &DetailPane::closed);
    connect(m_deadLetter, &DeadLetterDetail::stepWanted, this, &DetailPane::step);
    connect(m_deadLetter, &DeadLetterDetail::redriveWanted, this, &DetailPane::redrive);
    connect(m_deadLetter, &DeadLetterDetail::discardWanted, this, &DetailPane::discard);
    if (LetterEditor* editor = m_deadLetter->editor()) {
        editor->setJudge(backend.redriver->judgeSettings());
        connect(editor, &LetterEditor::redriveCorrectedWanted, this, &DetailPane::redriveCorrected);
    }
}

void DetailPane::connectOrder()
{
    connect(m_order, &OrderDetail::closeWanted, this, &DetailPane::closed);
    connect(m_order, &OrderDetail::retryWanted, this, &DetailPane::showOrder);
    connect(m_order, &OrderDetail::deadLetterChosen, this, &DetailPane::readDeadLetter);
    connect(m_order, &OrderDetail::stepWanted, this, &DetailPane::step);
    connect(&m_order->history(), &HistoryView::wanted, this, &DetailPane::readRevisions);
    connect(&m_order->json(), &JsonView::rawWanted, this, &DetailPane::fetchReceived);
    m_order->json().setFetchable(static_cast<bool>(m_backend.fetchMessage));
    // Of this pane, so that they work while it is seen, whatever has the focus.
    for (const auto& [name, key, by] : {std::tuple("previousOrderAction", Qt::ALT | Qt::Key_Up, -1),
                                        std::tuple("nextOrderAction", Qt::ALT | Qt::Key_Down, 1)}) {
        auto* action = new QAction(this);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, [this, by = by] { step(by); });
        addAction(action);
    }
    nameActions();
}

void DetailPane::nameActions()
{
    actions().at(0)->setText(tr("Previous in the list"));
    actions().at(1)->setText(tr("Next in the list"));
}

void DetailPane::changeEvent(QEvent* event)
{
    LowScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        nameActions();
}

void DetailPane::setWalk(SelectionWalk* walk)
{
    m_walk = walk;
    connect(walk, &SelectionWalk::changed, this, &DetailPane::updatePlace);
    updatePlace();
}

void DetailPane::step(int by)
{
    if (m_walk != nullptr)
        m_walk->step(by);
    updatePlace();
}

void DetailPane::updatePlace()
{
    const SelectionWalk::Place place = m_walk == nullptr ? SelectionWalk::Place() : m_walk->place();
    m_order->showPlace(place);
    m_deadLetter->showPlace(place);
}

void DetailPane::readRevisions(const QString& orderUid)
{
    m_backend.lookup->revisions(orderUid.toStdString(), this,
                                [this, orderUid](const Result<std::vector<StoredOrder>>& replaced) {
                                    m_order->history().showRevisions(orderUid, replaced);
                                });
}

void DetailPane::fetchReceived(const MessagePosition& position)
{
    if (m_backend.fetchMessage)
        m_backend.fetchMessage(position, this, [this, position](const Result<Message>& message) {
            m_order->json().showReceived(position, message);
        });
}

void DetailPane::showOrder(const QString& orderUid)
{
    const quint64 request = ++m_request;
    m_order->showSearching(orderUid);
    updatePlace();
    m_pages->setCurrentWidget(m_order);
    show();
    m_backend.lookup->trace(orderUid.toStdString(), this, [this, request, orderUid](const Result<OrderTrace>& trace) {
        if (request != m_request)
            return;
        if (trace)
            m_order->showTrace(orderUid, *trace);
        else if (trace.error().code == ErrorCode::NotFound)
            m_order->showTrace(orderUid, {});
        else
            m_order->showFailure(orderUid, trace.error());
    });
}

void DetailPane::showDeadLetter(const DeadLetter& deadLetter)
{
    m_deadLetter->showDeadLetter(deadLetter, false);
    updatePlace();
    m_pages->setCurrentWidget(m_deadLetter);
    show();
    readDeadLetter(deadLetter.id);
}

void DetailPane::showMessage(const IngestEvent& event)
{
    if (event.kind != IngestEvent::Kind::DeadLettered) {
        showOrder(text::fromUtf8(event.order.orderUid));
        return;
    }
    DeadLetter letter;
    letter.message.position = event.order.position;
    letter.orderUid = event.order.orderUid;
    letter.violations = event.violations;
    letter.receivedAt = event.receivedAt;
    m_deadLetter->showDeadLetter(letter, false);
    updatePlace();
    m_pages->setCurrentWidget(m_deadLetter);
    show();
    findDeadLetter(event.order.position);
}

void DetailPane::findDeadLetter(const MessagePosition& position)
{
    constexpr int newest = 200;
    const quint64 request = ++m_request;
    m_backend.lookup->deadLetters({}, newest, this, [this, request, position](const Result<DeadLetterPage>& page) {
        if (request != m_request)
            return;
        if (!page) {
            m_deadLetter->showFailure(page.error());
            return;
        }
        const auto& letters = page->deadLetters;
        const auto found = std::find_if(letters.begin(), letters.end(), [&position](const DeadLetter& letter) {
            const MessagePosition& at = letter.message.position;
            return at.topic == position.topic && at.partition == position.partition && at.offset == position.offset;
        });
        if (found != letters.end())
            readDeadLetter(found->id);
        else
            m_deadLetter->showFailure(
                {ErrorCode::NotFound,
                 QStringLiteral("it is not among the newest dead letters; look on their own page")});
    });
}

void DetailPane::readDeadLetter(qint64 id)
{
    const quint64 request = ++m_request;
    m_backend.lookup->deadLetter(id, this, [this, request](const Result<DeadLetter>& letter) {
        if (request != m_request)
            return;
        if (letter) {
            m_deadLetter->showDeadLetter(*letter, true);
            m_pages->setCurrentWidget(m_deadLetter);
            readChanges(letter->id);
        } else {
            m_deadLetter->showFailure(letter.error());
        }
    });
}

void DetailPane::setRights(const DatabaseRights& rights)
{
    m_deadLetter->setRights(rights);
}

void DetailPane::refreshDeadLetter()
{
    const qint64 id = m_deadLetter->id();
    if (!isVisible() || m_pages->currentWidget() != m_deadLetter || id == 0)
        return;
    const quint64 request = ++m_request;
    m_backend.lookup->deadLetter(id, this, [this, request](const Result<DeadLetter>& letter) {
        if (request != m_request)
            return;
        if (letter) {
            m_deadLetter->showDeadLetter(*letter, true);
            readChanges(letter->id);
        } else if (letter.error().code == ErrorCode::NotFound) {
            Q_EMIT closed();
        }
    });
}

void DetailPane::clear()
{
    ++m_request;
    hide();
}

bool DetailPane::isConfirmed(const QString& title, const QString& question, const QString& action)
{
    QMessageBox box(QMessageBox::Question, title, question, QMessageBox::Cancel, this);
    box.setObjectName(QStringLiteral("confirmationBox"));
    QPushButton* act = box.addButton(action, QMessageBox::AcceptRole);
    act->setObjectName(QStringLiteral("confirmButton"));
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == act;
}

void DetailPane::redrive(qint64 id)
{
    if (m_backend.redriver == nullptr ||
        !isConfirmed(
            tr("Redrive"),
            tr("Send this message, as it is, to the topic %1 again? If it still breaks a rule it comes back as a "
               "new dead letter.")
                .arg(m_backend.topicShown),
            tr("Redrive")))
        return;
    m_backend.redriver->redrive({id}, this, [this, id](const LetterProgress& progress) {
        const std::optional<Error>& error = progress.outcomes.front().error;
        Q_EMIT said(!error ? tr("Sent again") : tr("Not sent: %1").arg(text::serviceWords(error->message)));
        if (error)
            return;
        Q_EMIT deadLettersChanged();
        if (m_pages->currentWidget() == m_deadLetter && m_deadLetter->id() == id)
            readDeadLetter(id);
    });
}

void DetailPane::redriveCorrected(qint64 id, const QByteArray& value)
{
    if (!isConfirmed(tr("Redrive corrected"),
                     tr("Send the corrected message to the topic %1? The dead letter stays as it came until it is "
                        "discarded.")
                         .arg(m_backend.topicShown),
                     tr("Redrive")))
        return;
    m_backend.redriver->redriveCorrected(id, value, this, [this, id](const Result<MessagePosition>& sent) {
        Q_EMIT said(sent ? tr("Corrected and sent again to %1").arg(text::wholePosition(*sent))
                         : tr("Not sent: %1").arg(text::serviceWords(sent.error().message)));
        Q_EMIT deadLettersChanged();
        if (m_pages->currentWidget() == m_deadLetter && m_deadLetter->id() == id)
            readDeadLetter(id);
    });
}

void DetailPane::readChanges(qint64 id)
{
    constexpr int most = 50;
    if (m_backend.deadLetterBrowser == nullptr)
        return;
    m_backend.deadLetterBrowser->ask([id](DeadLetterBrowser& browser) { return browser.changes(id, {}, most); }, this,
                                     [this, id](const Result<DeadLetterChangePage>& page) {
                                         if (page && m_deadLetter->id() == id)
                                             m_deadLetter->showChanges(page->changes);
                                     });
}

void DetailPane::discard(qint64 id)
{
    if (m_backend.redriver == nullptr ||
        !isConfirmed(tr("Discard"),
                     tr("Delete this dead letter for good? The message is then kept nowhere but in Kafka."),
                     tr("Discard")))
        return;
    m_backend.redriver->discard({id}, this, [this, id](const LetterProgress& progress) {
        const std::optional<Error>& error = progress.outcomes.front().error;
        Q_EMIT said(!error ? tr("Discarded") : tr("Not discarded: %1").arg(text::serviceWords(error->message)));
        if (error)
            return;
        if (m_deadLetter->editor() != nullptr)
            m_deadLetter->editor()->forget(id);
        Q_EMIT deadLetterGone(id);
        if (m_pages->currentWidget() == m_deadLetter && m_deadLetter->id() == id)
            Q_EMIT closed();
    });
}

} // namespace orderdesk
