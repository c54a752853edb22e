#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowSettings.h"
#include "ui/backend/WindowState.h"
#include "ui/live/LiveOrdersPage.h"
#include "ui/widgets/OrderActions.h"

#include <QAction>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace orderdesk;

namespace {

/// Eleven hundred messages, every third from Haifa, the others from Oslo; the newest is the dearest.
class Page final
{
public:
    static constexpr int messages = 1'100;

    Page()
    {
        page.resize(900, 500);
        page.show();
        QList<IngestEvent> events;
        for (int i = 0; i < messages; ++i)
            events += event(i);
        page.addEvents(events);
    }

    static IngestEvent event(int number)
    {
        Order order = sampleOrder(number);
        order.delivery.city = number % 3 == 0 ? "Haifa" : "Oslo";
        order.payment.amount = number;
        return eventOf(order, number);
    }

    void filter(const QString& condition)
    {
        auto* box = page.findChild<QWidget*>(QStringLiteral("liveFilterBar"))->findChild<QLineEdit*>();
        box->setText(condition);
        Q_EMIT box->returnPressed();
    }

    int rows() const { return table->model()->rowCount(); }
    qint64 amountAt(int row) const
    {
        return static_cast<const LiveOrdersFilter*>(table->model())
            ->eventAt(table->model()->index(row, 0))
            .order.amount;
    }
    QList<qint64> selected() const
    {
        QList<qint64> amounts;
        for (const QModelIndex& row : table->selectionModel()->selectedRows())
            amounts += amountAt(row.row());
        std::sort(amounts.begin(), amounts.end());
        return amounts;
    }

    OrderActions orders{nullptr, QUrl()};
    WindowState state{QString()};
    LiveOrdersPage page{orders, state};
    QTableView* table = page.findChild<QTableView*>(QStringLiteral("liveTableView"));
};

} // namespace

class TestLiveOrdersPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFilterKeepsWhatIsSelectedAndPasses();
    void aFilterKeepsEverythingSelected();
    void theTableGoesOnWhenAFilterHidesWhatIsSelected();
    void aSmallerTableKeepsTheSelection_data();
    void aSmallerTableKeepsTheSelection();
    void sortingKeepsTheSelection();
    void aFilterLeavesTheTableWhereItIsScrolledTo();
    void aSortedTableStaysAtTheTop();
    void aTroubleLeadsToThePreferences();
    void aCellOffersToFilterByIt_data();
    void aCellOffersToFilterByIt();
    void theClickBackOnReceivedSortsNewestFirst();
    void whatAFilterHidIsChosenAgain();
};

void TestLiveOrdersPage::aFilterKeepsWhatIsSelectedAndPasses()
{
    Page desk;
    QTRY_COMPARE(desk.rows(), Page::messages);
    const int haifa = Page::messages - 1 - 1'050; // amount 1050, divisible by three
    QSignalSpy chosen(&desk.page, &LiveOrdersPage::eventChosen);
    desk.table->setCurrentIndex(desk.table->model()->index(haifa, LiveOrdersModel::City));
    desk.table->selectionModel()->select(desk.table->model()->index(haifa + 1, 0),
                                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QCOMPARE(desk.selected(), (QList<qint64>{1'049, 1'050}));
    const auto before = chosen.count();

    desk.filter(QStringLiteral("city:haifa"));

    QCOMPARE(desk.rows(), 367);
    QCOMPARE(desk.selected(), QList<qint64>{1'050});
    QCOMPARE(desk.amountAt(desk.table->currentIndex().row()), 1'050);
    QCOMPARE(desk.table->currentIndex().column(), int(LiveOrdersModel::City));
    QVERIFY(desk.table->viewport()->rect().intersects(desk.table->visualRect(desk.table->currentIndex())));
    QCOMPARE(chosen.count(), before); // it is on show already
    QVERIFY(desk.page.feed().isHeldBy(LiveFeed::Selected));
}

void TestLiveOrdersPage::aFilterKeepsEverythingSelected()
{
    Page desk;
    QTRY_COMPARE(desk.rows(), Page::messages);
    desk.table->selectAll();
    desk.filter(QStringLiteral("city:haifa"));
    QCOMPARE(desk.selected().size(), 367);
    QCOMPARE(desk.table->selectionModel()->selection().size(), 1); // one range, as selected by hand
}

void TestLiveOrdersPage::theTableGoesOnWhenAFilterHidesWhatIsSelected()
{
    Page desk;
    QTRY_COMPARE(desk.rows(), Page::messages);
    desk.table->selectRow(0);
    QCOMPARE(desk.selected(), QList<qint64>{1'099});
    QVERIFY(desk.page.feed().isHeld());
    desk.filter(QStringLiteral("city:haifa"));
    QVERIFY(desk.selected().isEmpty());
    QVERIFY(!desk.page.feed().isHeld());
    desk.page.addEvents({Page::event(3'000)});
    QTRY_COMPARE(desk.amountAt(0), 3'000);
}

void TestLiveOrdersPage::aSmallerTableKeepsTheSelection_data()
{
    QTest::addColumn<int>("column");
    QTest::newRow("newest first") << int(LiveOrdersModel::Received);
    QTest::newRow("by amount") << int(LiveOrdersModel::Amount);
}

void TestLiveOrdersPage::aSmallerTableKeepsTheSelection()
{
    QFETCH(int, column);
    Page desk;
    QTRY_COMPARE(desk.rows(), Page::messages);
    desk.table->sortByColumn(column, Qt::DescendingOrder);
    desk.table->selectRow(1);
    desk.table->selectionModel()->select(desk.table->model()->index(1'090, 0),
                                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QCOMPARE(desk.selected(), (QList<qint64>{9, 1'098}));
    desk.page.setCapacity(windowsettings::fewestLiveRows);
    QCOMPARE(desk.rows(), windowsettings::fewestLiveRows);
    QCOMPARE(desk.selected(), QList<qint64>{1'098});
}

void TestLiveOrdersPage::sortingKeepsTheSelection()
{
    Page desk;
    QTRY_COMPARE(desk.rows(), Page::messages);
    desk.table->selectRow(1);
    desk.table->sortByColumn(LiveOrdersModel::Amount, Qt::AscendingOrder);
    QCOMPARE(desk.amountAt(0), 0);
    QCOMPARE(desk.selected(), QList<qint64>{1'098});
    QCOMPARE(desk.table->currentIndex().row(), 1'098);
}

void TestLiveOrdersPage::aFilterLeavesTheTableWhereItIsScrolledTo()
{
    Page desk;
    QTRY_COMPARE(desk.rows(), Page::messages);
    QScrollBar* bar = desk.table->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 600);
    bar->setValue(600);
    desk.filter(QStringLiteral("state:new"));
    QCoreApplication::processEvents();
    QCOMPARE(desk.rows(), Page::messages);
    QVERIFY(desk.page.conditions().size() == 1);
    QCOMPARE(bar->value(), 600);
    QVERIFY(desk.page.feed().isHeldBy(LiveFeed::Scrolled));
}

/// A current row that is not selected holds nothing: the burst must not take the table along to it.
void TestLiveOrdersPage::aSortedTableStaysAtTheTop()
{
    Page desk;
    QTRY_COMPARE(desk.rows(), Page::messages);
    desk.table->sortByColumn(LiveOrdersModel::Amount, Qt::AscendingOrder);
    desk.table->selectionModel()->setCurrentIndex(desk.table->model()->index(5, 0), QItemSelectionModel::NoUpdate);
    QList<IngestEvent> cheaper;
    for (int i = 0; i < 500; ++i)
        cheaper += Page::event(-1 - i);
    desk.page.addEvents(cheaper);
    QTRY_COMPARE(desk.rows(), Page::messages + 500);
    QCOMPARE(desk.amountAt(0), -500);
    QCOMPARE(desk.table->verticalScrollBar()->value(), 0);
    QVERIFY(!desk.page.feed().isHeld());
}

void TestLiveOrdersPage::theClickBackOnReceivedSortsNewestFirst()
{
    Page desk;
    QTRY_COMPARE(desk.rows(), Page::messages);
    QHeaderView* header = desk.table->horizontalHeader();
    const auto click = [header](int column) {
        const QPoint place(header->sectionViewportPosition(column) + 10, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
    };
    click(LiveOrdersModel::Number);
    QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
    click(LiveOrdersModel::Received);
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    QCOMPARE(desk.amountAt(0), Page::messages - 1);
    click(LiveOrdersModel::Received);
    QCOMPARE(desk.amountAt(0), 0);
}

void TestLiveOrdersPage::whatAFilterHidIsChosenAgain()
{
    Page desk;
    QTRY_COMPARE(desk.rows(), Page::messages);
    desk.table->selectRow(0); // of Oslo
    const QList<qint64> chosen = desk.selected();
    desk.filter(QStringLiteral("city:haifa"));
    QVERIFY(desk.selected().isEmpty());
    desk.page.clearFilter();
    QCOMPARE(desk.selected(), chosen);
    // But not once it was let go.
    desk.filter(QStringLiteral("city:haifa"));
    desk.page.clearSelection();
    desk.page.clearFilter();
    QVERIFY(desk.selected().isEmpty());
}

void TestLiveOrdersPage::aTroubleLeadsToThePreferences()
{
    using Level = ComponentState::Level;
    OrderActions orders(nullptr, QUrl());
    WindowState state{QString()};
    LiveOrdersPage page(orders, state);
    page.show();
    const auto* button = page.findChild<QPushButton*>(QStringLiteral("troublePreferencesButton"));
    IngestSnapshot ingest;
    ingest.kafka.level = Level::Down;
    page.setIngest(ingest);
    QVERIFY(!button->isVisible()); // there are none to change
    QAction preferences;
    QSignalSpy opened(&preferences, &QAction::triggered);
    page.offerPreferences(&preferences);
    QVERIFY(button->isVisible());
    page.findChild<QPushButton*>(QStringLiteral("troublePreferencesButton"))->click();
    QCOMPARE(opened.count(), 1);
    ingest.pause = IngestPause{currentTimestamp(), QStringLiteral("anna")};
    page.setIngest(ingest);
    QVERIFY(!button->isVisible()); // a pause is no mistake of the settings
    ingest = {};
    ingest.kafka.level = Level::Ok;
    ingest.database.level = Level::Ok;
    page.setIngest(ingest);
    QVERIFY(!button->isVisible());
}

void TestLiveOrdersPage::aCellOffersToFilterByIt_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("words");
    QTest::newRow("city") << int(LiveOrdersModel::City) << QStringLiteral("&Filter by City: Oslo");
    QTest::newRow("state") << int(LiveOrdersModel::State) << QStringLiteral("&Filter by State: New");
    QTest::newRow("service") << int(LiveOrdersModel::DeliveryService)
                             << QStringLiteral("&Filter by Delivery service: meest");
    QTest::newRow("currency") << int(LiveOrdersModel::Amount) << QStringLiteral("&Filter by Currency: USD");
    QTest::newRow("number") << int(LiveOrdersModel::Number) << QString();
    QTest::newRow("customer") << int(LiveOrdersModel::Customer) << QString();
}

void TestLiveOrdersPage::aCellOffersToFilterByIt()
{
    QFETCH(int, column);
    QFETCH(QString, words);
    Page desk;
    QTRY_COMPARE(desk.rows(), Page::messages);
    IngestEvent event = Page::event(5'000);
    event.order.deliveryService = "meest";
    event.order.currency = "USD";
    desk.page.addEvents({event});
    QTRY_COMPARE(desk.amountAt(0), 5'000);
    desk.table->setCurrentIndex(desk.table->model()->index(0, column));
    Q_EMIT desk.table->customContextMenuRequested({});
    const QPointer<QMenu> menu = desk.table->findChild<QMenu*>();
    QVERIFY(menu);
    const auto* action = menu->findChild<QAction*>(QStringLiteral("filterByValueAction"));
    QCOMPARE(action ? action->text() : QString(), words);
    if (action)
        menu->findChild<QAction*>(QStringLiteral("filterByValueAction"))->trigger();
    menu->close();
    if (words.isEmpty())
        return;
    QCOMPARE(desk.page.conditions().size(), 1);
    QVERIFY(desk.rows() > 0);
    QCOMPARE(desk.selected(), QList<qint64>{5'000}); // what one is on stays
}

ORDERDESK_GUI_TEST(TestLiveOrdersPage)
#include "TestLiveOrdersPage.moc"
