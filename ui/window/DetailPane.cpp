#include "ui/window/DetailPane.h"

#include "domain/MessagePlace.h"
#include "ui/letters/DeadLetterDetail.h"
#include "ui/letters/LetterActions.h"
#include "ui/letters/LetterEditor.h"
#include "ui/order/HistoryView.h"
#include "ui/order/JsonView.h"
#include "ui/order/OrderDetail.h"
#include "ui/widgets/OrderActions.h"
#include "ui/widgets/PageStack.h"
#include "ui/widgets/SelectionWalk.h"
#include "ui/words/DisplayText.h"

#include <QAction>
#include <QEvent>

#include <algorithm>
#include <utility>

namespace orderdesk {

namespace {

bool changesTheOrder(const IngestEvent& event)
{
    return event.kind == IngestEvent::Kind::New || event.kind == IngestEvent::Kind::Updated ||
           event.kind == IngestEvent::Kind::DeadLettered; // its trace names its dead letters
}

bool isAway(const Error& error)
{
    return error.code == ErrorCode::Unavailable;
}

} // namespace

DetailPane::DetailPane(const WindowBackend& backend, OrderActions& actions, WindowState& state, QWidget* parent)
    : LowScrollArea(parent)
    , m_backend(backend)
    , m_pages(new PageStack(this))
    , m_order(new OrderDetail(actions, state, this))
    , m_deadLetter(
          new DeadLetterDetail(actions, backend.letterDesk != nullptr && backend.letterDesk->mayRedrive(), this))
    , m_letterActions(new LetterActions(backend, this))
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
    connect(m_deadLetter, &DeadLetterDetail::messageWanted, this, &DetailPane::showMessage);
    m_refreshSoon.setSingleShot(true);
    m_refreshSoon.setInterval(std::chrono::milliseconds(300));
    connect(&m_refreshSoon, &QTimer::timeout, this, [this] {
        if (isVisible() && m_pages->currentWidget() == m_order)
            showOrder(m_order->orderUid());
    });
    connectLetterActions();
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

void DetailPane::showMainTab()
{
    m_order->showMainTab();
}

void DetailPane::noteEvents(const QList<IngestEvent>& events)
{
    m_letterActions->noteEvents(events);
    if (isHidden() || m_pages->currentWidget() != m_order || m_refreshSoon.isActive())
        return;
    const std::string orderUid = m_order->orderUid().toStdString();
    if (std::any_of(events.begin(), events.end(), [&orderUid](const IngestEvent& event) {
            return event.order.orderUid == orderUid && changesTheOrder(event);
        }))
        refreshOrder();
}

void DetailPane::refreshOrder()
{
    if (!m_refreshSoon.isActive())
        m_refreshSoon.start();
}

void DetailPane::readAgain()
{
    if (isVisible() && m_unanswered)
        std::exchange(m_unanswered, {})();
}

void DetailPane::showOrder(const QString& orderUid)
{
    const quint64 request = ++m_request;
    m_unanswered = {};
    m_order->showSearching(orderUid);
    updatePlace();
    m_pages->setCurrentWidget(m_order);
    show();
    m_backend.lookup->trace(orderUid.toStdString(), this, [this, request, orderUid](const Result<OrderTrace>& trace) {
        if (request != m_request)
            return;
        if (trace ? trace->deadLettersError && isAway(*trace->deadLettersError) : isAway(trace.error()))
            m_unanswered = [this, orderUid] { showOrder(orderUid); };
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
    m_unanswered = {};
    m_backend.lookup->deadLetters({}, newest, this, [this, request, position](const Result<DeadLetterPage>& page) {
        if (request != m_request)
            return;
        if (!page) {
            m_deadLetter->showFailure(page.error());
            if (isAway(page.error()))
                m_unanswered = [this, position] { findDeadLetter(position); };
            return;
        }
        const auto& letters = page->deadLetters;
        const auto found = std::find_if(letters.begin(), letters.end(), [&position](const DeadLetter& letter) {
            return isSamePlace(letter.message.position, position);
        });
        if (found != letters.end())
            readDeadLetter(found->id);
        else
            m_deadLetter->showFailure(
                {ErrorCode::NotFound, Sentence::tr("it is not among the newest dead letters; look on their own page")});
    });
}

void DetailPane::readDeadLetter(qint64 id)
{
    const quint64 request = ++m_request;
    m_unanswered = {};
    m_backend.lookup->deadLetter(id, this, [this, request, id](const Result<DeadLetter>& letter) {
        if (request != m_request)
            return;
        if (letter) {
            m_deadLetter->showDeadLetter(*letter, true);
            m_pages->setCurrentWidget(m_deadLetter);
            readChanges(letter->id);
        } else {
            m_deadLetter->showFailure(letter.error());
            if (isAway(letter.error()))
                m_unanswered = [this, id] { readDeadLetter(id); };
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
    m_unanswered = {};
    hide();
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

void DetailPane::connectLetterActions()
{
    connect(m_deadLetter, &DeadLetterDetail::redriveWanted, m_letterActions, &LetterActions::redrive);
    connect(m_deadLetter, &DeadLetterDetail::discardWanted, m_letterActions, &LetterActions::discard);
    connect(m_letterActions, &LetterActions::said, this, &DetailPane::said);
    connect(m_letterActions, &LetterActions::sent, this,
            [this](qint64 id, const MessagePosition& position, bool isMarked) {
                if (m_deadLetter->id() == id)
                    m_deadLetter->showSent(position, isMarked);
            });
    connect(m_letterActions, &LetterActions::returned, this, [this](qint64 id, const IngestEvent& event) {
        if (m_deadLetter->id() == id)
            m_deadLetter->showReturn(event);
    });
    connect(m_letterActions, &LetterActions::changed, this, [this](qint64 id) {
        Q_EMIT deadLettersChanged();
        if (m_pages->currentWidget() == m_deadLetter && m_deadLetter->id() == id)
            readDeadLetter(id);
    });
    connect(m_letterActions, &LetterActions::discarded, this, [this](qint64 id) {
        if (m_deadLetter->editor() != nullptr)
            m_deadLetter->editor()->forget(id);
        Q_EMIT deadLetterGone(id);
        if (m_pages->currentWidget() == m_deadLetter && m_deadLetter->id() == id)
            Q_EMIT closed();
    });
    if (LetterEditor* editor = m_deadLetter->editor()) {
        editor->setValidation(m_backend.letterDesk->validationSettings());
        connect(editor, &LetterEditor::redriveCorrectedWanted, m_letterActions, &LetterActions::redriveCorrected);
        connect(m_letterActions, &LetterActions::correctedSent, editor, &LetterEditor::noteSent);
    }
}

} // namespace orderdesk
