#include "ui/live/LiveOrdersPage.h"

#include "ui/backend/WindowSettings.h"
#include "ui/backend/WindowState.h"
#include "ui/filter/FilterByValue.h"
#include "ui/status/StateWords.h"
#include "ui/widgets/OrderActions.h"
#include "ui/widgets/TableActions.h"
#include "ui/widgets/TableColumns.h"
#include "ui/widgets/TableRoles.h"
#include "ui/widgets/TableSetup.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"
#include "ui_LiveOrdersPage.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <iterator>
#include <utility>

namespace orderdesk {

namespace {

/// Rows side by side in one range: a hundred thousand of one row each take a view seconds.
QItemSelection rangesOf(std::vector<int> rows, const QAbstractItemModel& model)
{
    std::sort(rows.begin(), rows.end());
    QItemSelection ranges;
    for (auto from = rows.begin(); from != rows.end();) {
        const auto gap = std::adjacent_find(from, rows.end(), [](int a, int b) { return b != a + 1; });
        const auto last = gap == rows.end() ? std::prev(rows.end()) : gap;
        ranges.select(model.index(*from, 0), model.index(*last, 0));
        from = std::next(last);
    }
    return ranges;
}

} // namespace

LiveOrdersPage::LiveOrdersPage(OrderActions& orders, WindowState& state, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LiveOrdersPage>())
    , m_state(state)
    , m_filter(m_model)
    , m_feed(m_model)
{
    m_ui->setupUi(this);
    takeCapacity();
    connect(&state, &WindowState::changed, this, [this](const QString& key) {
        if (key == windowsettings::liveRows)
            takeCapacity();
    });
    setUpView();
    setUpFilter();
    new TableColumns(m_ui->liveTableView, QStringLiteral("live"),
                     {{12}, {22}, {21, true, true}, {9}, {16}, {5}, {13}, {9}, {9}, {14}}, state);
    auto* tableActions = new TableActions(m_ui->liveTableView, orders);
    connect(tableActions, &TableActions::menuAboutToOpen, this, &LiveOrdersPage::offerFilterByCell);

    m_newSoon.setSingleShot(true);
    m_newSoon.setInterval(std::chrono::milliseconds(250));
    connect(&m_newSoon, &QTimer::timeout, this, &LiveOrdersPage::updateNewButton);
    connect(&m_feed, &LiveFeed::pendingChanged, this, [this] {
        if (m_feed.isHeld() && m_ui->newButton->isVisible()) {
            if (!m_newSoon.isActive())
                m_newSoon.start();
        } else {
            updateNewButton();
        }
    });
    connect(&m_feed, &LiveFeed::heldChanged, this, &LiveOrdersPage::updateWords);
    connect(&m_feed, &LiveFeed::delivered, this, &LiveOrdersPage::showEmptyOrTable);
    connect(m_ui->newButton, &QPushButton::clicked, this, &LiveOrdersPage::goLive);
    connect(m_ui->pauseButton, &QToolButton::clicked, this, &LiveOrdersPage::togglePause);
    connect(m_ui->copyCommandButton, &QPushButton::clicked, this,
            [this, &orders] { orders.copy(m_ui->commandLabel->text(), tr("Command")); });
    m_ui->commandLabel->setFont(theme::monospaced());
    paintIcons();
    updateWords();
    showEmptyOrTable();
}

LiveOrdersPage::~LiveOrdersPage() = default;

void LiveOrdersPage::setUpView()
{
    QTableView* view = m_ui->liveTableView;
    setUpTable(view);
    view->setModel(&m_filter);
    view->horizontalHeader()->setSortIndicator(LiveOrdersModel::Received, Qt::DescendingOrder);
    view->setSortingEnabled(true);

    auto* pause = new QAction(tr("Pause the view"), view);
    pause->setShortcut(Qt::Key_Space);
    pause->setShortcutContext(Qt::WidgetShortcut);
    connect(pause, &QAction::triggered, this, &LiveOrdersPage::togglePause);
    view->addAction(pause);

    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, &LiveOrdersPage::updateHolds);
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LiveOrdersPage::updateHolds);
    const auto choose = [this](const QModelIndex& index) {
        if (!m_isRestoring && index.isValid() && m_ui->liveTableView->selectionModel()->isRowSelected(index.row()))
            Q_EMIT eventChosen(m_filter.eventAt(index));
    };
    connect(view, &QTableView::activated, this, choose);
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, choose, view] {
        if (!m_isRestoring)
            m_selected.clear();
        choose(view->currentIndex());
    });
    // After setModel(), so that the view and its selection have been reset by then.
    connect(&m_filter, &QAbstractItemModel::modelAboutToBeReset, this, &LiveOrdersPage::rememberSelection);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, &LiveOrdersPage::restoreSelection);
}

void LiveOrdersPage::offerFilterByCell(QMenu* menu)
{
    const QModelIndex cell = m_ui->liveTableView->currentIndex();
    if (!cell.isValid())
        return;
    const IngestEvent& event = m_filter.eventAt(cell);
    std::optional<FilterCondition> condition;
    if (cell.column() == LiveOrdersModel::State)
        condition = stateConditionOf(event);
    else if (cell.column() == LiveOrdersModel::City)
        condition = conditionOf(event.order, FilterField::City);
    else if (cell.column() == LiveOrdersModel::DeliveryService)
        condition = conditionOf(event.order, FilterField::DeliveryService);
    else if (cell.column() == LiveOrdersModel::Amount)
        condition = conditionOf(event.order, FilterField::Currency);
    offerFilter(menu, m_ui->liveFilterBar, condition);
}

void LiveOrdersPage::rememberSelection()
{
    const QItemSelectionModel* selection = m_ui->liveTableView->selectionModel();
    if (!selection->hasSelection())
        return; // what another filter hides is chosen again when it is seen again
    m_selected.clear();
    for (const QModelIndex& row : selection->selectedRows())
        m_selected.push_back(m_filter.sequenceAt(row.row()));
    const QModelIndex current = selection->currentIndex();
    m_current.reset();
    if (current.isValid()) {
        m_current = m_filter.sequenceAt(current.row());
        m_currentColumn = current.column();
    }
}

// What was selected and still passes the filter stays selected, so that another filter or a smaller table takes nobody
// away from the order they are on.
void LiveOrdersPage::restoreSelection()
{
    QItemSelectionModel* selection = m_ui->liveTableView->selectionModel();
    std::vector<int> rows;
    for (const LiveOrdersFilter::Sequence sequence : m_selected) {
        if (const QModelIndex index = m_filter.indexOf(sequence); index.isValid())
            rows.push_back(index.row());
    }
    // Setting the current row scrolls to it: nobody is taken along who has only left it somewhere.
    if (!rows.empty()) {
        const QScopedValueRollback restoring(m_isRestoring, true);
        const QModelIndex current = m_current ? m_filter.indexOf(*m_current) : QModelIndex();
        if (current.isValid())
            selection->setCurrentIndex(current.siblingAtColumn(m_currentColumn), QItemSelectionModel::NoUpdate);
        selection->select(rangesOf(std::move(rows), m_filter), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    updateHolds(); // a reset selection tells nobody
}

void LiveOrdersPage::setUpFilter()
{
    connect(m_ui->liveFilterBar, &FilterBar::filterChanged, this, [this] {
        m_filter.setFilter(m_ui->liveFilterBar->filter());
        showEmptyOrTable();
    });
    connect(m_ui->clearFilterButton, &QPushButton::clicked, this, &LiveOrdersPage::clearFilter);
    connect(m_ui->browseInsteadButton, &QPushButton::clicked, this, &LiveOrdersPage::browseWanted);
    connect(&m_minute, &QTimer::timeout, m_ui->liveFilterBar, &FilterBar::refresh);
    m_minute.start(std::chrono::minutes(1));
}

void LiveOrdersPage::setSource(const QString& brokers, const QString& topic)
{
    m_brokers = brokers;
    m_topic = topic;
    updateWords();
}

void LiveOrdersPage::offerPreferences(QAction* preferences)
{
    m_offersPreferences = true;
    connect(m_ui->troublePreferencesButton, &QPushButton::clicked, preferences, &QAction::trigger);
    updateEmptyWords();
}

void LiveOrdersPage::goLive()
{
    m_selected.clear();
    m_ui->liveTableView->clearSelection();
    m_ui->liveTableView->setCurrentIndex({});
    m_ui->liveTableView->scrollToTop();
    m_feed.setHeld(LiveFeed::Paused, false);
    updateHolds();
}

// No focus proxy: Tab would go through this page straight to the table and pass by the filter line before it.
void LiveOrdersPage::takeFocus()
{
    if (m_ui->liveStack->currentWidget() == m_ui->tablePage)
        m_ui->liveTableView->setFocus();
    else
        m_ui->liveFilterBar->takeFocus();
}

void LiveOrdersPage::clearSelection()
{
    m_selected.clear();
    m_ui->liveTableView->clearSelection();
}

void LiveOrdersPage::togglePause()
{
    m_feed.setHeld(LiveFeed::Paused, !m_feed.isHeldBy(LiveFeed::Paused));
    updateWords();
}

bool LiveOrdersPage::clearFilter()
{
    const bool had = m_ui->liveFilterBar->hasConditions();
    m_ui->liveFilterBar->clear();
    return had;
}

void LiveOrdersPage::setCanBrowse(bool canBrowse)
{
    m_canBrowse = canBrowse;
    m_ui->browseInsteadButton->setVisible(canBrowse);
    updateEmptyWords();
}

void LiveOrdersPage::setFilterValues(const FilterValues* values)
{
    m_ui->liveFilterBar->setValues(values);
}

QList<FilterCondition> LiveOrdersPage::conditions() const
{
    return m_ui->liveFilterBar->conditions();
}

QList<IngestEvent> LiveOrdersPage::shownEvents() const
{
    QList<IngestEvent> events;
    const int rows = m_filter.rowCount();
    events.reserve(rows);
    for (int row = 0; row < rows; ++row)
        events += m_filter.eventAt(m_filter.index(row, 0));
    return events;
}

void LiveOrdersPage::setCapacity(int rows)
{
    const int wanted = std::clamp(rows, windowsettings::fewestLiveRows, windowsettings::mostLiveRows);
    m_state.setText(windowsettings::liveRows,
                    wanted == windowsettings::usualLiveRows ? QString() : QString::number(wanted));
    m_model.setCapacity(wanted); // also where nothing is remembered
    showEmptyOrTable();
}

void LiveOrdersPage::takeCapacity()
{
    m_model.setCapacity(std::clamp(m_state.number(windowsettings::liveRows, windowsettings::usualLiveRows),
                                   windowsettings::fewestLiveRows, windowsettings::mostLiveRows));
    showEmptyOrTable();
}

void LiveOrdersPage::updateHolds()
{
    const QScrollBar* bar = m_ui->liveTableView->verticalScrollBar();
    m_feed.setHeld(LiveFeed::Scrolled, bar->value() > bar->minimum());
    m_feed.setHeld(LiveFeed::Selected, m_ui->liveTableView->selectionModel()->hasSelection());
}

void LiveOrdersPage::updateNewButton()
{
    const qint64 waiting = m_feed.isHeld() ? m_feed.pendingCount() : 0;
    if (waiting == 0 && m_ui->newButton->isHidden())
        return;
    m_ui->newButton->setText(tr("%1 new").arg(text::number(waiting)));
    m_ui->newButton->setVisible(waiting > 0);
}

void LiveOrdersPage::updateWords()
{
    const bool paused = m_feed.isHeldBy(LiveFeed::Paused);
    updateNewButton();
    m_ui->holdLabel->setText(paused            ? tr("Paused, ingest goes on")
                             : m_feed.isHeld() ? tr("Held still while you read")
                                               : QString());
    m_ui->liveFilterBar->setBoxWords(tr("Filter by number, track, customer, city"), tr("Filter the live orders"));
    m_ui->pauseButton->setChecked(paused);
    m_ui->pauseButton->setText(paused ? tr("Resume") : tr("Pause"));
    paintIcons();
    updateEmptyWords();
}

void LiveOrdersPage::updateEmptyWords()
{
    const bool isViewer = m_brokers.isEmpty();
    const bool canCome = m_troubleTitle.isEmpty();
    m_ui->emptyTitleLabel->setText(canCome ? tr("Waiting for orders") : m_troubleTitle);
    m_ui->emptyTextLabel->setText(
        !canCome ? m_trouble
        : isViewer
            ? tr("This is a viewer: orders show up here as any instance stores them.")
            : tr("Orders show up here as they come in from Kafka (%1, topic %2). Send one:").arg(m_brokers, m_topic));
    m_ui->commandLabel->setText(
        QStringLiteral("orderdesk send --kafka-brokers %1 --kafka-topic %2 data/model.json").arg(m_brokers, m_topic));
    m_ui->commandLabel->setVisible(!isViewer && canCome);
    m_ui->copyCommandButton->setVisible(!isViewer && canCome);
    m_ui->troublePreferencesButton->setVisible(m_offersPreferences && m_isAway);
    m_ui->noMatchLabel->setText(
        m_canBrowse
            ? tr("None of the orders that came since the start matches the filter. The page Orders looks in the "
                 "whole database with the same filter; a text must there be a whole value, or the beginning of an "
                 "order or track number.")
            : tr("None of the orders that came since the start matches the filter. Change it, or clear it."));
}

void LiveOrdersPage::setIngest(const std::optional<IngestSnapshot>& ingest)
{
    using Level = ComponentState::Level;
    QString title;
    QString trouble;
    if (ingest && ingest->pause) {
        title = tr("Ingest is paused");
        trouble = tr("No orders come in until it goes on: choose Resume above, or Ingest ▸ Pause ingest once more.");
    } else if (ingest && ingest->kafka.level == Level::Down) {
        title = tr("Kafka is away");
        trouble = stateDetails(ingest->kafka, currentTimestamp());
    } else if (ingest && ingest->database.level == Level::Down) {
        title = tr("The database is away");
        trouble = stateDetails(ingest->database, currentTimestamp()) + QLatin1Char('\n') +
                  tr("Nothing is lost: messages wait in Kafka, and orders come in by themselves when it answers.");
    }
    if (title == m_troubleTitle && trouble == m_trouble)
        return;
    m_isAway = !title.isEmpty() && !ingest->pause;
    m_troubleTitle = title;
    m_trouble = trouble;
    updateEmptyWords();
}

void LiveOrdersPage::showEmptyOrTable()
{
    const bool nothingCame = m_model.rowCount() == 0;
    const bool nothingMatches = !nothingCame && m_filter.rowCount() == 0;
    m_ui->liveStack->setCurrentWidget(nothingCame      ? m_ui->emptyPage
                                      : nothingMatches ? m_ui->noMatchPage
                                                       : m_ui->tablePage);
    const int all = m_model.rowCount();
    m_ui->countLabel->setText(m_filter.isFiltering()
                                  ? tr("%1 of %2").arg(text::number(m_filter.rowCount()), text::number(all))
                                  : (all > 0 ? tr("%1 shown").arg(text::number(all)) : QString()));
}

void LiveOrdersPage::paintIcons()
{
    const QColor ink = theme::mutedText();
    m_ui->pauseButton->setIcon(
        theme::icon(m_ui->pauseButton->isChecked() ? QStringLiteral("play") : QStringLiteral("pause"), ink));
    m_ui->newButton->setIcon(theme::icon(QStringLiteral("arrow-up"), theme::onAccent()));
    m_ui->noMatchIconLabel->setPixmap(theme::pixmap(QStringLiteral("filter"), ink, 56, devicePixelRatioF()));
    m_ui->emptyIconLabel->setPixmap(theme::pixmap(QStringLiteral("live"), ink, 56, devicePixelRatioF()));
}

void LiveOrdersPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showEmptyOrTable();
    }
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        updateWords();
}

} // namespace orderdesk
