#include "ui/browse/BrowsePage.h"

#include "ui/filter/FilterByValue.h"
#include "ui/filter/FilterValues.h"
#include "ui/widgets/OrderActions.h"
#include "ui/widgets/TableActions.h"
#include "ui/widgets/TableColumns.h"
#include "ui/widgets/TableSetup.h"
#include "ui/widgets/Theme.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"
#include "ui_BrowsePage.h"

#include <QEvent>
#include <QHeaderView>
#include <QHideEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace orderdesk {

BrowsePage::BrowsePage(BrowserFactory makeBrowser, OrderActions& orders, WindowState& state, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::BrowsePage>())
    , m_browser(QStringLiteral("browser"), std::move(makeBrowser))
    , m_pager(m_browser, m_orders)
{
    m_ui->setupUi(this);
    m_ui->browseFilterBar->setStoredOnly(true);
    setUpTable(orders, state);
    connectControls();
    paintIcons();
    showState();
}

BrowsePage::~BrowsePage() = default;

void BrowsePage::connectControls()
{
    connect(m_ui->browseFilterBar, &FilterBar::filterChanged, this, [this] {
        if (m_wasAsked)
            m_pager.start(filter());
    });
    connect(m_ui->refreshButton, &QToolButton::clicked, this, &BrowsePage::refresh);
    connect(m_ui->retryButton, &QPushButton::clicked, this, [this] { m_pager.retry(); });
    connect(m_ui->moreRetryButton, &QPushButton::clicked, this, [this] { m_pager.retry(); });
    connect(m_ui->clearBrowseFilterButton, &QPushButton::clicked, this, &BrowsePage::clearFilter);
    connect(m_ui->cancelReadingButton, &QPushButton::clicked, this, [this] { m_pager.cancel(); });
    connect(&m_clock, &WaitClock::ticked, this, &BrowsePage::showFoot);
    connect(&m_pager, &OrderPager::changed, this, &BrowsePage::showState);
    connect(&m_pager, &OrderPager::shifted, this, &BrowsePage::keepPlace);
}

void BrowsePage::setUpTable(OrderActions& orders, WindowState& state)
{
    QTableView* table = m_ui->browseTableView;
    orderdesk::setUpTable(table);
    table->setModel(&m_orders);
    // Only what is loaded could be sorted, which would lie: newest first is the order of the whole list, and no arrow
    // offers another.
    table->horizontalHeader()->setSectionsClickable(false);
    new TableColumns(table, QStringLiteral("browse"),
                     {{22},
                      {14, false},
                      {9},
                      {14},
                      {5},
                      {13},
                      {9},
                      {text::shortDateTimeWidth, false},
                      {text::shortDateTimeWidth},
                      {20},
                      {9},
                      {14, false}},
                     state);
    table->horizontalHeader()->setSortIndicatorShown(false); // whatever was remembered
    auto* tableActions = new TableActions(table, orders);
    connect(tableActions, &TableActions::menuAboutToOpen, this, [this, table](QMenu* menu) {
        const QModelIndex cell = table->currentIndex();
        if (!cell.isValid())
            return;
        const FilterField field = cell.column() == FoundOrdersModel::City              ? FilterField::City
                                  : cell.column() == FoundOrdersModel::DeliveryService ? FilterField::DeliveryService
                                  : cell.column() == FoundOrdersModel::Amount          ? FilterField::Currency
                                                                                       : FilterField::Text;
        offerFilter(menu, m_ui->browseFilterBar, conditionOf(m_orders.orderAt(cell.row()), field));
    });
    connect(table->verticalScrollBar(), &QScrollBar::valueChanged, this, &BrowsePage::loadWhatIsInSight);
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, table] {
        const QModelIndexList rows = table->selectionModel()->selectedRows();
        if (rows.size() == 1)
            Q_EMIT orderChosen(text::fromUtf8(m_orders.orderAt(rows.first().row()).orderUid));
    });
    connect(table, &QTableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT orderChosen(text::fromUtf8(m_orders.orderAt(index.row()).orderUid));
    });
}

void BrowsePage::setFilterValues(FilterValues* values)
{
    m_ui->browseFilterBar->setValues(values);
    const auto note = [this, values](int first, int last) {
        for (int row = first; row <= last; ++row)
            values->note(m_orders.orderAt(row));
    };
    connect(&m_orders, &QAbstractItemModel::rowsInserted, this,
            [note](const QModelIndex&, int first, int last) { note(first, last); });
    connect(&m_orders, &QAbstractItemModel::modelReset, this, [this, note] { note(0, m_orders.rowCount() - 1); });
}

void BrowsePage::readAgain()
{
    if (isVisible() && m_pager.error() && m_pager.error()->code == ErrorCode::Unavailable)
        m_pager.retry();
}

void BrowsePage::refresh()
{
    m_wasAsked = true;
    m_ui->browseFilterBar->refresh();
    m_ui->browseTableView->scrollToTop();
    m_pager.start(filter());
}

void BrowsePage::setConditions(const QList<FilterCondition>& conditions)
{
    m_ui->browseFilterBar->clear();
    for (const FilterCondition& condition : conditions)
        m_ui->browseFilterBar->set(condition);
}

bool BrowsePage::clearFilter()
{
    const bool had = m_ui->browseFilterBar->hasConditions();
    m_ui->browseFilterBar->clear();
    return had;
}

void BrowsePage::clearSelection()
{
    m_ui->browseTableView->clearSelection();
}

const OrderFilter& BrowsePage::filter() const
{
    return m_ui->browseFilterBar->filter();
}

void BrowsePage::loadWhatIsInSight()
{
    const QScrollBar* bar = m_ui->browseTableView->verticalScrollBar();
    // Asked for two screens early, so that a steady scroll never meets the end.
    const int near = 2 * bar->pageStep();
    if (bar->value() >= bar->maximum() - near)
        m_pager.loadOlder();
    else if (bar->value() <= near)
        m_pager.loadNewer();
}

SelectionWalk::Extent BrowsePage::extent() const
{
    const std::optional<OrderCount>& count = m_pager.count();
    if (m_pager.hasStarted() && !m_pager.hasOlder())
        return {m_before, m_before + m_orders.rowCount()};
    if (count && count->kind == OrderCount::Kind::Exact)
        return {m_before, count->orders};
    return {m_before, std::nullopt};
}

void BrowsePage::keepPlace(int rows)
{
    m_before = m_pager.hasNewer() ? std::max(0, m_before - rows) : 0;
    QTableView* table = m_ui->browseTableView;
    QScrollBar* bar = table->verticalScrollBar();
    const int place = bar->value() + rows;
    table->doItemsLayout(); // the bar's range follows the rows only then
    bar->setValue(place);
}

void BrowsePage::showState()
{
    if (!m_pager.hasNewer())
        m_before = 0;
    Q_EMIT extentChanged();
    const bool isEmpty = m_orders.rowCount() == 0;
    const std::optional<Error>& error = m_pager.error();
    const bool isGivenUp = m_pager.isGivenUp() && !m_wasLeft;
    QWidget* page = m_ui->browseTablePage;
    if ((error || isGivenUp) && (isEmpty || !m_pager.hasStarted()))
        page = m_ui->errorPage;
    else if (m_pager.hasStarted() && isEmpty)
        page = m_pager.filter().isEmpty() ? m_ui->noOrdersPage : m_ui->noStoredMatchPage;
    m_ui->browseStack->setCurrentWidget(page);
    m_ui->errorTitleLabel->setText(error ? tr("The orders could not be read") : tr("Reading was cancelled"));
    m_ui->errorTextLabel->setText(
        error ? text::sentence(error->message)
              : tr("The database has stopped looking. Narrow the filter, for instance by a date, or try again."));
    m_ui->errorIconLabel->setPixmap(theme::pixmap(error ? QStringLiteral("database") : QStringLiteral("filter"),
                                                  error ? theme::toneText(Tone::Bad) : theme::mutedText(), 56,
                                                  devicePixelRatioF()));
    m_ui->browseCountLabel->setText(countText());
    m_ui->refreshButton->setEnabled(!m_pager.isLoading());
    m_clock.setRunning(m_pager.isLoading() || m_pager.isCounting());
    showFoot();
    if (m_pager.hasStarted() && !error)
        QMetaObject::invokeMethod(this, &BrowsePage::loadWhatIsInSight, Qt::QueuedConnection);
}

void BrowsePage::showFoot()
{
    m_ui->moreLabel->setText(footText());
    m_ui->moreRetryButton->setVisible(m_pager.error() || m_pager.isGivenUp());
    if (m_ui->cancelReadingButton->hasFocus() && !m_clock.isLong()) {
        QWidget* next = m_ui->browseStack->currentWidget() == m_ui->errorPage
                            ? m_ui->retryButton
                            : static_cast<QWidget*>(m_ui->browseTableView);
        next->setFocus();
    }
    m_ui->cancelReadingButton->setVisible(m_clock.isLong());
    m_ui->browseFoot->setVisible(!m_ui->moreLabel->text().isEmpty());
}

QString BrowsePage::footText() const
{
    if (m_pager.isStale())
        return tr("Not up to date: %1").arg(text::sentence(m_pager.error()->message));
    if (m_pager.error())
        return tr("No more could be read: %1").arg(text::sentence(m_pager.error()->message));
    if (m_pager.isGivenUp())
        return tr("Reading was cancelled");
    if (m_pager.isLoading())
        return m_clock.isLong() ? tr("Reading for %n second(s)…", nullptr, m_clock.seconds()) : tr("Reading…");
    if (m_pager.isCounting() && m_clock.isLong())
        return tr("Counting for %n second(s)…", nullptr, m_clock.seconds());
    return m_pager.hasStarted() && !m_pager.hasOlder() && m_orders.rowCount() > 0 ? tr("These are all") : QString();
}

QString BrowsePage::countText() const
{
    const std::optional<OrderCount>& count = m_pager.count();
    if (!count)
        return {};
    const QString number = text::number(count->orders);
    const int plural = static_cast<int>(std::min<std::int64_t>(count->orders, std::numeric_limits<int>::max()));
    switch (count->kind) {
    case OrderCount::Kind::Exact:
        return tr("%Ln order(s)", nullptr, plural);
    case OrderCount::Kind::AtLeast:
        return tr("More than %1 orders").arg(number);
    case OrderCount::Kind::About:
        return tr("About %1 orders").arg(number);
    }
    return {};
}

void BrowsePage::paintIcons()
{
    const QColor ink = theme::mutedText();
    m_ui->refreshButton->setIcon(theme::icon(QStringLiteral("refresh"), ink));
    m_ui->noOrdersIconLabel->setPixmap(theme::pixmap(QStringLiteral("box"), ink, 56, devicePixelRatioF()));
    m_ui->noStoredMatchIconLabel->setPixmap(theme::pixmap(QStringLiteral("filter"), ink, 56, devicePixelRatioF()));
    m_ui->browseFilterBar->setBoxWords(tr("Number, track number, phone, e-mail, customer, name, item"),
                                       tr("Filter all stored orders"));
}

void BrowsePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_wasAsked)
        refresh();
    else if (std::exchange(m_wasLeft, false))
        m_pager.retry();
}

// Another page is shown; a window that is only minimised goes on reading.
void BrowsePage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (event->spontaneous() || (!m_pager.isLoading() && !m_pager.isCounting()))
        return;
    m_wasLeft = true;
    m_pager.cancel();
}

void BrowsePage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        paintIcons();
        showState();
    }
}

} // namespace orderdesk
