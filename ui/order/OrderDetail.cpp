#include "ui/order/OrderDetail.h"

#include "domain/OrderDecoder.h"
#include "domain/PaymentCheck.h"
#include "ui/letters/DeadLettersModel.h"
#include "ui/order/HistoryView.h"
#include "ui/order/JsonView.h"
#include "ui/order/OrderFacts.h"
#include "ui/widgets/OrderActions.h"
#include "ui/widgets/SortedRows.h"
#include "ui/widgets/TableActions.h"
#include "ui/widgets/TableColumns.h"
#include "ui/widgets/TableSetup.h"
#include "ui/widgets/Theme.h"
#include "ui/widgets/ViolationsText.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"
#include "ui_OrderDetail.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTabBar>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr int jsonTab = 1; // the first is the order
constexpr int historyTab = 2;

} // namespace

OrderDetail::OrderDetail(OrderActions& actions, WindowState& state, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::OrderDetail>())
    , m_actions(actions)
    , m_deadLetters(new DeadLettersModel(this))
{
    m_ui->setupUi(this);
    m_ui->traceFacts->showAsSteps();
    setUpTabs(state);
    m_ui->openPageButton->setVisible(actions.hasPage());
    setUpTables(state);
    connectCopies();
    connect(m_ui->closeButton, &QToolButton::clicked, this, &OrderDetail::closeWanted);
    connect(m_ui->openPageButton, &QToolButton::clicked, this, [this] { m_actions.openPage(m_orderUid); });
    connect(m_ui->retryButton, &QPushButton::clicked, this, [this] { Q_EMIT retryWanted(m_orderUid); });
    connect(m_ui->orderWalk, &WalkButtons::stepWanted, this, &OrderDetail::stepWanted);
    followFont();
    paintIcons();
}

OrderDetail::~OrderDetail() = default;

void OrderDetail::setUpTabs(WindowState& state)
{
    m_json = new JsonView(m_actions);
    m_history = new HistoryView(m_actions, state);
    m_ui->orderTabs->tabBar()->setDrawBase(false);
    m_ui->orderTabs->tabBar()->setFocusPolicy(Qt::StrongFocus); // so that the keys mean the tab that was clicked
    m_ui->orderTabs->insertTab(jsonTab, m_json, QString());
    m_ui->orderTabs->insertTab(historyTab, m_history, QString());
    connect(m_history, &HistoryView::newerStored, this, &OrderDetail::retryWanted);
    updateTabs();
}

void OrderDetail::updateTabs()
{
    m_ui->orderTabs->setTabText(jsonTab, tr("Raw JSON"));
    const std::int64_t revision = m_trace && m_trace->order ? m_trace->order->order->revision : 0;
    m_ui->orderTabs->setTabText(historyTab,
                                revision > 1 ? tr("History (%1)").arg(text::number(revision)) : tr("History"));
}

void OrderDetail::setUpTables(WindowState& state)
{
    QTableView* items = m_ui->itemsTableView;
    setUpTable(items, 12);
    new SortedRows(&m_items, items);
    m_itemColumns = new TableColumns(items, QStringLiteral("items"),
                                     {{26}, {16}, {8}, {14}, {8}, {14}, {8}, {12}, {12}, {24}, {20}}, state);
    new TableActions(items, m_actions);

    QTableView* deadLetters = m_ui->orderDeadLettersTableView;
    setUpTable(deadLetters);
    const auto* rows = new SortedRows(m_deadLetters, deadLetters);
    new TableColumns(deadLetters, QStringLiteral("orderDeadLetters"),
                     {{text::shortDateTimeWidth}, {22, false}, {34}, {20}, {20, false}, {14}, {10}}, state);
    new TableActions(deadLetters, m_actions);
    connect(deadLetters, &QTableView::activated, this, [this, rows](const QModelIndex& index) {
        Q_EMIT deadLetterChosen(m_deadLetters->deadLetterAt(rows->sourceRow(index)).id);
    });
}

void OrderDetail::connectCopies()
{
    for (FactList* list : {m_ui->traceFacts, m_ui->warningFacts, m_ui->orderFacts, m_ui->paymentFacts,
                           m_ui->paymentCheckFacts, m_ui->deliveryFacts})
        connect(list, &FactList::copyWanted, &m_actions, &OrderActions::copy);
    connect(m_ui->copyNumberButton, &QToolButton::clicked, this,
            [this] { m_actions.copy(m_orderUid, tr("Order number")); });
    connect(m_ui->copyAddressButton, &QToolButton::clicked, this, [this] { m_actions.copy(m_address, tr("Address")); });
}

void OrderDetail::showTrace(const QString& orderUid, const OrderTrace& trace)
{
    if (orderUid != m_orderUid)
        m_ui->scrollArea->verticalScrollBar()->setValue(0);
    m_orderUid = orderUid;
    m_trace = trace;
    m_failure.reset();
    m_isSearching = false;
    m_ui->orderNumberLabel->setText(orderUid);
    m_ui->orderStateBadge->setContent(storedState(trace));
    m_ui->traceFacts->setFacts(traceFacts(trace));
    showSections(trace.order.has_value());
    m_json->setOrder(trace.order ? std::optional(*trace.order->order) : std::nullopt);
    m_history->setOrder(trace.order ? std::optional(*trace.order->order) : std::nullopt);
    updateTabs();
    m_ui->notice->hide();
    const bool hasDeadLetters = !trace.deadLetters.empty();
    m_deadLetters->setDeadLetters(trace.deadLetters);
    m_ui->deadLettersHeading->setVisible(hasDeadLetters);
    m_ui->orderDeadLettersTableView->setVisible(hasDeadLetters);
    if (trace.order)
        showDocument(*trace.order->order);
    else if (!hasDeadLetters)
        showNotice(tr("No order of this number is stored, and no dead letter carries it."), true);
    if (trace.deadLettersError)
        showNotice(tr("From the cache. The database did not answer (%1), so its dead letters are not known.")
                       .arg(text::sentence(trace.deadLettersError->message)),
                   true);
}

void OrderDetail::showDocument(const StoredOrder& stored)
{
    // A few warnings are named in the trace.
    const QList<Fact> warnings = violationFacts(stored.warnings);
    const bool isLong = warnings.size() > mostWarningsInTrace;
    m_ui->warningFacts->setFacts(isLong ? warnings : QList<Fact>());
    m_ui->warningsHeading->setVisible(isLong);
    m_ui->warningFacts->setVisible(isLong);
    if (const std::optional<Order> order = OrderDecoder().decode(stored.document, currentTimestamp()).order) {
        showOrder(*order);
        return;
    }
    showSections(false);
    m_ui->orderTabs->setTabVisible(jsonTab, true);
    showNotice(tr("The stored document does not read as an order any more; its JSON is on the second tab."), false);
}

void OrderDetail::showOrder(const Order& order)
{
    const Payment& payment = order.payment;
    m_ui->orderSummaryLabel->setText(QStringList{
        text::fromUtf8(order.trackNumber), text::amount(payment.amount, payment.currency),
        tr("%n item(s)", nullptr, static_cast<int>(order.items.size())), text::fromUtf8(order.delivery.city)}
                                         .join(QStringLiteral("  ·  ")));
    m_ui->orderFacts->setFacts(orderFacts(order));
    m_ui->paymentFacts->setFacts(paymentFacts(order));
    m_ui->paymentCheckFacts->setFacts(paymentCheckFacts(order));
    m_ui->deliveryFacts->setFacts(deliveryFacts(order.delivery));
    m_address = addressText(order.delivery);
    m_ui->itemsHeading->setText(tr("Items (%1)").arg(text::number(static_cast<std::int64_t>(order.items.size()))));
    const std::optional<std::int64_t> total = checkPayment(order).itemsTotal;
    m_ui->itemsTotalLabel->setText(total ? tr("Total %1").arg(text::amount(*total, payment.currency)) : QString());
    m_items.setItems(order.items);
    fitItems();
}

void OrderDetail::followFont()
{
    m_ui->orderNumberLabel->setFont(theme::monospaced(1.3));
    for (QLabel* heading : {m_ui->deadLettersHeading, m_ui->warningsHeading, m_ui->itemsHeading, m_ui->paymentHeading,
                            m_ui->deliveryHeading, m_ui->orderHeading, m_ui->itemsTotalLabel})
        heading->setContentsMargins(0, fontMetrics().height() / 2, 0, 0);
    fitItems();
}

void OrderDetail::fitItems()
{
    QTableView* view = m_ui->itemsTableView;
    m_itemColumns->fitToContents();
    const int shown = std::clamp(m_items.rowCount(), 1, 8);
    view->setFixedHeight(view->horizontalHeader()->sizeHint().height() +
                         shown * view->verticalHeader()->defaultSectionSize() + 14);
}

void OrderDetail::showSections(bool stored)
{
    for (QWidget* section : std::initializer_list<QWidget*>{
             m_ui->warningsHeading, m_ui->warningFacts, m_ui->itemsHeading, m_ui->itemsTableView, m_ui->paymentHeading,
             m_ui->paymentFacts, m_ui->paymentCheck, m_ui->deliveryHeading, m_ui->deliveryFacts, m_ui->orderHeading,
             m_ui->orderFacts})
        section->setVisible(stored);
    m_ui->itemsTotalLabel->setVisible(stored);
    m_ui->copyAddressButton->setVisible(stored);
    m_ui->orderSummaryLabel->setVisible(stored);
    m_ui->orderTabs->setTabVisible(jsonTab, stored);
    m_ui->orderTabs->setTabVisible(historyTab, stored);
}

void OrderDetail::showPlace(const SelectionWalk::Place& place)
{
    m_ui->orderWalk->showPlace(place);
}

void OrderDetail::showMainTab()
{
    m_ui->orderTabs->setCurrentIndex(0);
}

void OrderDetail::showSearching(const QString& orderUid)
{
    // What is shown stays until the answer is there: it comes in milliseconds, and nothing should flicker.
    if (!m_isSearching && (m_orderUid == orderUid || m_trace))
        return;
    showTrace(orderUid, {});
    m_isSearching = true;
    showNotice(tr("Looking…"), false);
}

void OrderDetail::showFailure(const QString& orderUid, const Error& error)
{
    m_orderUid = orderUid;
    m_trace.reset();
    m_failure = error;
    m_isSearching = false;
    m_ui->orderNumberLabel->setText(orderUid);
    m_ui->orderStateBadge->setContent({Tone::Warning, QStringLiteral("warning"), tr("Unknown")});
    m_ui->traceFacts->setFacts({});
    m_deadLetters->setDeadLetters({});
    m_ui->deadLettersHeading->hide();
    m_ui->orderDeadLettersTableView->hide();
    showSections(false);
    m_json->setOrder(std::nullopt);
    m_history->setOrder(std::nullopt);
    showNotice(tr("It is not in the cache, and the database did not answer: %1").arg(text::sentence(error.message)),
               true);
}

void OrderDetail::showNotice(const QString& words, bool retry)
{
    m_ui->orderNoticeLabel->setText(words);
    m_ui->retryButton->setVisible(retry);
    m_ui->notice->show();
}

// The window has these keys for its tables; while the JSON is in front they mean it, wherever in here the focus is.
bool OrderDetail::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && m_ui->orderTabs->currentWidget() == m_json &&
        JsonView::isFindKey(*static_cast<QKeyEvent*>(event))) { // NOLINT: the type says so
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void OrderDetail::keyPressEvent(QKeyEvent* event)
{
    if (m_ui->orderTabs->currentWidget() != m_json || !m_json->takeFindKey(*event))
        QWidget::keyPressEvent(event);
}

void OrderDetail::paintIcons()
{
    const QColor ink = theme::mutedText();
    m_ui->closeButton->setIcon(theme::icon(QStringLiteral("close"), ink));
    m_ui->copyNumberButton->setIcon(theme::icon(QStringLiteral("copy"), ink));
    m_ui->openPageButton->setIcon(theme::icon(QStringLiteral("external"), ink));
    m_ui->copyAddressButton->setIcon(theme::icon(QStringLiteral("copy"), ink));
}

void OrderDetail::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        followFont();
    if (event->type() != QEvent::LanguageChange && event->type() != QEvent::PaletteChange)
        return;
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        updateTabs();
    }
    paintIcons();
    if (m_failure)
        showFailure(m_orderUid, Error(*m_failure));
    else if (m_trace && m_isSearching)
        showSearching(m_orderUid);
    else if (m_trace)
        showTrace(m_orderUid, OrderTrace(*m_trace));
}

} // namespace orderdesk
