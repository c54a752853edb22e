#include "SampleOrders.h"
#include "support/InMemoryOrderBrowser.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/browse/BrowsePage.h"
#include "ui/browse/OrderPager.h"
#include "ui/widgets/OrderActions.h"
#include "ui/words/Language.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>

using namespace orderdesk;

namespace {

constexpr Timestamp start{std::chrono::seconds(1'760'000'000)};

OrderSummary summary(int number)
{
    OrderSummary order;
    order.orderUid = QStringLiteral("order%1").arg(number, 6, 10, QLatin1Char('0')).toStdString();
    order.city = number % 3 == 0 ? "Oslo" : "Haifa";
    order.currency = "USD";
    order.amount = number;
    order.revision = 1;
    order.storedAt = start + std::chrono::milliseconds(number / 2); // two at a time
    return order;
}

std::shared_ptr<test::InMemoryOrders> ordersUpTo(int count)
{
    auto data = std::make_shared<test::InMemoryOrders>();
    for (int i = 0; i < count; ++i)
        data->summaries.push_back(summary(i));
    return data;
}

struct Pages
{
    explicit Pages(int count)
        : data(ordersUpTo(count))
        , browser(QStringLiteral("browser"), [this] { return std::make_unique<test::InMemoryOrderBrowser>(data); })
        , pager(browser, model)
    {
    }

    bool settle() const
    {
        return QTest::qWaitFor([this] { return !pager.isLoading(); });
    }

    QString number(int row) const { return QString::fromStdString(model.orderAt(row).orderUid); }

    std::shared_ptr<test::InMemoryOrders> data;
    FoundOrdersModel model;
    AsyncBrowser browser;
    OrderPager pager;
};

/// The page over `count` orders, shown.
struct Desk
{
    explicit Desk(int count)
        : data(ordersUpTo(count))
        , actions(nullptr, {})
        , state(QString())
        , page([this] { return std::make_unique<test::InMemoryOrderBrowser>(data); }, actions, state)
    {
        page.resize(1000, 500);
    }

    QTableView* table() const { return page.findChild<QTableView*>(QStringLiteral("browseTableView")); }
    QString text(const char* label) const { return page.findChild<QLabel*>(QLatin1String(label))->text(); }
    QString shown() const
    {
        return page.findChild<QStackedWidget*>(QStringLiteral("browseStack"))->currentWidget()->objectName();
    }
    void filter(const QString& line) const
    {
        auto* box = page.findChild<QLineEdit*>(QStringLiteral("filterLineEdit"));
        QTest::keyClicks(box, line);
        QTest::keyClick(box, Qt::Key_Return);
    }

    std::shared_ptr<test::InMemoryOrders> data;
    OrderActions actions;
    WindowState state;
    Language language{state}; // English has its plurals from there
    BrowsePage page;
};

} // namespace

class TestBrowsePage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void walksThroughAllOrdersAndBack();
    void keepsItsPlaceWhenOrdersComeMeanwhile();
    void aNewFilterMakesTheOldAnswerVoid();
    void aNewFilterGivesUpTheOldQuestion();
    void cancellingIsNoError();
    void countsOnlyWhenNothingIsRead();
    void goesOnAfterAFailure();
    void readsNothingBeforeItIsShown();
    void loadsMoreAsOneScrollsAndKeepsThePlace();
    void saysHowManyThereAre();
    void saysWhatToDoWhenNothingIsThere();
    void saysWhyItCannotRead();
    void keepsItsRowsWhenTheyCannotBeReadAnew();
    void saysForHowLongItReadsAndStops();
    void givesUpWhenItIsLeft();
    void choosesAnOrder();
    void takesOverConditions();
    void aCellOffersToFilterByIt();
    void cannotBeSorted();
};

void TestBrowsePage::walksThroughAllOrdersAndBack()
{
    constexpr int count = 8'130;
    Pages p(count);
    const QAbstractItemModelTester tester(&p.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    int offset = 0; // of the model's first row in the whole list
    connect(&p.pager, &OrderPager::shifted, this, [&offset](int rows) { offset -= rows; });
    p.pager.start({});
    QVERIFY(p.settle());
    QCOMPARE(p.model.rowCount(), OrderPager::pageRows);
    int most = 0;
    const auto isWindow = [&] {
        most = std::max(most, p.model.rowCount());
        for (int row = 0; row < p.model.rowCount(); ++row) {
            if (p.model.orderAt(row) != summary(count - 1 - offset - row))
                return false;
        }
        return true;
    };
    while (p.pager.hasOlder()) {
        p.pager.loadOlder();
        QVERIFY(p.settle());
        QVERIFY(isWindow());
    }
    QCOMPARE(offset + p.model.rowCount(), count);
    QCOMPARE(most, OrderPager::pageRows * OrderPager::mostPages);
    while (p.pager.hasNewer()) {
        p.pager.loadNewer();
        QVERIFY(p.settle());
        QVERIFY(isWindow());
    }
    QCOMPARE(offset, 0);
    QCOMPARE(most, OrderPager::pageRows * OrderPager::mostPages);
    QVERIFY(p.pager.hasOlder());
}

void TestBrowsePage::keepsItsPlaceWhenOrdersComeMeanwhile()
{
    Pages p(OrderPager::pageRows * (OrderPager::mostPages + 2));
    p.pager.start({});
    QVERIFY(p.settle());
    while (p.pager.hasOlder()) {
        p.pager.loadOlder();
        QVERIFY(p.settle());
    }
    const int count = static_cast<int>(p.data->summaries.size());
    {
        const std::scoped_lock lock(p.data->mutex);
        for (int i = count; i < count + 5'000; ++i)
            p.data->summaries.push_back(summary(i));
    }
    while (p.pager.hasNewer()) {
        p.pager.loadNewer();
        QVERIFY(p.settle());
    }
    // Where the walk began, without a gap: the new ones are for a refresh.
    for (int row = 0; row < p.model.rowCount(); ++row)
        QVERIFY(p.model.orderAt(row) == summary(count - 1 - row));
    p.pager.start({});
    QVERIFY(p.settle());
    QCOMPARE(p.number(0), QStringLiteral("order010399"));
}

void TestBrowsePage::aNewFilterMakesTheOldAnswerVoid()
{
    Pages p(900);
    QSignalSpy reset(&p.model, &QAbstractItemModel::modelReset);
    p.pager.start({});
    OrderFilter oslo;
    oslo.city = QStringLiteral("oslo");
    OrderFilter one = oslo;
    one.amountMax = 0;
    p.pager.start(oslo);
    p.pager.start(one);
    QTRY_COMPARE(p.model.rowCount(), 1);
    QCOMPARE(reset.count(), 1); // only the last one was shown
    QTRY_VERIFY(p.pager.count().has_value());
    QCOMPARE(p.pager.count()->orders, 1);
    QCOMPARE(p.data->calls.load(), 2); // and the one between was never asked
}

void TestBrowsePage::aNewFilterGivesUpTheOldQuestion()
{
    Pages p(900);
    p.data->hang();
    p.pager.start({});
    QTRY_COMPARE(p.data->calls.load(), 1);
    OrderFilter one;
    one.amountMax = 0;
    p.pager.start(one);
    // The first question ends although nobody lets it go on; then the second one waits in its place.
    QTRY_COMPARE(p.data->calls.load(), 2);
    QVERIFY(p.pager.isLoading());
    QVERIFY(!p.pager.error());
    p.data->release();
    QVERIFY(p.settle());
    QCOMPARE(p.model.rowCount(), 1);
    QVERIFY(!p.pager.error() && !p.pager.isGivenUp());
}

void TestBrowsePage::cancellingIsNoError()
{
    Pages p(900);
    p.pager.start({});
    QTRY_VERIFY(p.pager.count());
    p.data->hang();
    p.pager.loadOlder();
    QTRY_COMPARE(p.data->calls.load(), 2);
    p.pager.cancel();
    QVERIFY(p.pager.isGivenUp() && !p.pager.isLoading() && !p.pager.error());
    QCOMPARE(p.model.rowCount(), OrderPager::pageRows); // what is there stays
    p.pager.loadOlder();                                // not by itself: a person says when
    QVERIFY(!p.pager.isLoading());
    p.pager.retry();
    QTRY_COMPARE(p.data->calls.load(), 3);
    p.data->release();
    QVERIFY(p.settle());
    QCOMPARE(p.model.rowCount(), 2 * OrderPager::pageRows);

    // Given up before anything of this filter was found: what another one found does not stay.
    p.data->hang();
    OrderFilter oslo;
    oslo.city = QStringLiteral("oslo");
    p.pager.start(oslo);
    p.pager.cancel();
    QCOMPARE(p.model.rowCount(), 0);
    QVERIFY(!p.pager.hasStarted());
    p.data->release();
    p.pager.retry();
    QVERIFY(p.settle());
    QCOMPARE(p.model.rowCount(), OrderPager::pageRows);
    QCOMPARE(p.model.orderAt(0).city, std::string("Oslo"));
}

void TestBrowsePage::countsOnlyWhenNothingIsRead()
{
    Pages p(900);
    p.pager.start({});
    QVERIFY(p.settle());
    p.data->hang(); // the count, or it has been answered already
    p.pager.start({});
    p.data->release();
    QVERIFY(p.settle());
    p.data->hang();
    if (p.pager.isCounting()) {
        // Scrolling on does not wait for the number.
        p.pager.loadOlder();
        QVERIFY(!p.pager.isCounting());
        p.data->release();
        QVERIFY(p.settle());
        QCOMPARE(p.model.rowCount(), 2 * OrderPager::pageRows);
    }
    p.data->release();
    QTRY_VERIFY(p.pager.count());
    QCOMPARE(p.pager.count()->orders, 900);
    QCOMPARE(p.pager.count()->kind, OrderCount::Kind::Exact);
}

void TestBrowsePage::goesOnAfterAFailure()
{
    Pages p(900);
    p.pager.start({});
    QVERIFY(p.settle());
    p.data->fail(Error{ErrorCode::Unavailable, Sentence::tr("connection refused")});
    p.pager.loadOlder();
    QVERIFY(p.settle());
    QVERIFY(p.pager.error());
    QCOMPARE(p.model.rowCount(), OrderPager::pageRows);
    p.pager.loadOlder(); // not by itself: a person says when
    QVERIFY(!p.pager.isLoading());
    p.data->fail({});
    p.pager.retry();
    QVERIFY(p.settle());
    QVERIFY(!p.pager.error());
    QCOMPARE(p.model.rowCount(), 2 * OrderPager::pageRows);
}

void TestBrowsePage::readsNothingBeforeItIsShown()
{
    Desk desk(5);
    QTest::qWait(20);
    QCOMPARE(desk.data->calls.load(), 0);
    desk.page.show();
    QTRY_COMPARE(desk.table()->model()->rowCount(), 5);
}

void TestBrowsePage::loadsMoreAsOneScrollsAndKeepsThePlace()
{
    constexpr int count = 7'000;
    Desk desk(count);
    desk.page.show();
    QTRY_COMPARE(desk.table()->model()->rowCount(), OrderPager::pageRows);
    QScrollBar* bar = desk.table()->verticalScrollBar();
    const auto topNumber = [&] {
        return desk.table()->indexAt(QPoint(5, 5)).siblingAtColumn(FoundOrdersModel::Number).data().toString();
    };
    // A person who turns the wheel: each step shows older orders than the one before, and none is left out.
    QString last = topNumber();
    QCOMPARE(last, QStringLiteral("order006999"));
    while (topNumber() > QStringLiteral("order000100")) {
        const QString before = topNumber();
        bar->setValue(bar->value() + 40);
        QVERIFY2(topNumber() < before || bar->value() == bar->maximum(), qPrintable(before));
        const int step = before.mid(5).toInt() - topNumber().mid(5).toInt();
        QVERIFY2(step <= 40, qPrintable(QStringLiteral("%1 to %2").arg(before, topNumber())));
        QVERIFY(desk.table()->model()->rowCount() <= OrderPager::pageRows * OrderPager::mostPages);
        QCoreApplication::processEvents();
    }
    const auto firstNumber = [&] {
        return desk.table()->model()->index(0, FoundOrdersModel::Number).data().toString();
    };
    while (topNumber() != last) {
        const QString before = topNumber();
        QTRY_VERIFY(bar->value() > 0 || firstNumber() == last); // else it is being read
        bar->setValue(bar->value() - 40);
        QVERIFY(topNumber() > before);
        QVERIFY(topNumber().mid(5).toInt() - before.mid(5).toInt() <= 40);
        QCoreApplication::processEvents();
    }
}

void TestBrowsePage::saysHowManyThereAre()
{
    Desk desk(1'234);
    desk.page.show();
    QTRY_COMPARE(desk.text("browseCountLabel"), QStringLiteral("1,234 orders"));
    desk.filter(QStringLiteral("amount:7"));
    QTRY_COMPARE(desk.text("browseCountLabel"), QStringLiteral("1 order"));
    QTRY_COMPARE(desk.text("moreLabel"), QStringLiteral("These are all"));
}

void TestBrowsePage::saysWhatToDoWhenNothingIsThere()
{
    Desk desk(0);
    desk.page.show();
    QTRY_COMPARE(desk.shown(), QStringLiteral("noOrdersPage"));
    desk.filter(QStringLiteral("city:Nowhere"));
    QTRY_COMPARE(desk.shown(), QStringLiteral("noStoredMatchPage"));
    desk.page.findChild<QPushButton*>(QStringLiteral("clearBrowseFilterButton"))->click();
    QTRY_COMPARE(desk.shown(), QStringLiteral("noOrdersPage"));
}

void TestBrowsePage::saysWhyItCannotRead()
{
    Desk desk(5);
    desk.data->fail(Error{ErrorCode::Unavailable, Sentence::tr("connection refused")});
    desk.page.show();
    QTRY_COMPARE(desk.shown(), QStringLiteral("errorPage"));
    QCOMPARE(desk.text("errorTextLabel"), QStringLiteral("connection refused"));
    desk.data->fail({});
    desk.page.findChild<QPushButton*>(QStringLiteral("retryButton"))->click();
    QTRY_COMPARE(desk.shown(), QStringLiteral("browseTablePage"));
    QTRY_COMPARE(desk.table()->model()->rowCount(), 5);
    QTRY_COMPARE(desk.text("browseCountLabel"), QStringLiteral("5 orders"));
}

void TestBrowsePage::keepsItsRowsWhenTheyCannotBeReadAnew()
{
    Desk desk(5);
    desk.page.show();
    QTRY_COMPARE(desk.table()->model()->rowCount(), 5);
    desk.data->fail(Error{ErrorCode::Unavailable, Sentence::tr("connection refused")});
    desk.page.refresh();
    QTRY_COMPARE(desk.text("moreLabel"), QStringLiteral("Not up to date: connection refused"));
    QCOMPARE(desk.shown(), QStringLiteral("browseTablePage"));
    QCOMPARE(desk.table()->model()->rowCount(), 5);
    // By itself, once the database is back; what was not lost is not read again.
    desk.data->fail({});
    desk.page.readAgain();
    QTRY_VERIFY(!desk.text("moreLabel").contains(QStringLiteral("Not up to date")));
    const int calls = desk.data->calls;
    desk.page.readAgain();
    QCOMPARE(desk.data->calls, calls);
    // Rows of another filter are none of this one.
    desk.data->fail(Error{ErrorCode::Unavailable, Sentence::tr("connection refused")});
    desk.filter(QStringLiteral("city:oslo"));
    QTRY_COMPARE(desk.shown(), QStringLiteral("errorPage"));
    desk.data->fail({});
    desk.page.readAgain();
    QTRY_COMPARE(desk.shown(), QStringLiteral("browseTablePage"));
}

void TestBrowsePage::saysForHowLongItReadsAndStops()
{
    Desk desk(900);
    desk.page.show();
    QTRY_COMPARE(desk.text("browseCountLabel"), QStringLiteral("900 orders"));
    auto* cancel = desk.page.findChild<QPushButton*>(QStringLiteral("cancelReadingButton"));
    QVERIFY(!cancel->isVisible());
    desk.data->hang();
    desk.filter(QStringLiteral("city:Oslo"));
    QCOMPARE(desk.text("moreLabel"), QStringLiteral("Reading…"));
    QVERIFY(!cancel->isVisible()); // most answers come before anybody could press it
    QTRY_COMPARE(desk.text("moreLabel"), QStringLiteral("Reading for 1 second…"));
    QVERIFY(cancel->isVisible());
    QTRY_COMPARE(desk.text("moreLabel"), QStringLiteral("Reading for 2 seconds…"));
    cancel->setFocus();
    QTest::keyClick(cancel, Qt::Key_Space);
    QVERIFY(!cancel->isVisible());
    QCOMPARE(desk.shown(), QStringLiteral("errorPage"));
    QCOMPARE(desk.text("errorTitleLabel"), QStringLiteral("Reading was cancelled"));
    QTRY_COMPARE(desk.data->calls.load(), 2);
    desk.data->release();
    QTest::qWait(50);
    QCOMPARE(desk.shown(), QStringLiteral("errorPage")); // a late answer changes nothing
    desk.page.findChild<QPushButton*>(QStringLiteral("retryButton"))->click();
    QTRY_COMPARE(desk.text("browseCountLabel"), QStringLiteral("300 orders"));
    QCOMPARE(desk.shown(), QStringLiteral("browseTablePage"));
}

void TestBrowsePage::givesUpWhenItIsLeft()
{
    Desk desk(900);
    desk.data->hang();
    desk.page.show();
    QTRY_COMPARE(desk.data->calls.load(), 1);
    desk.page.hide();
    desk.page.show();
    QTRY_COMPARE(desk.data->calls.load(), 2); // the first one has ended, though nobody let it
    QCOMPARE(desk.shown(), QStringLiteral("browseTablePage"));
    desk.data->release();
    QTRY_COMPARE(desk.table()->model()->rowCount(), OrderPager::pageRows);
    QTRY_COMPARE(desk.text("browseCountLabel"), QStringLiteral("900 orders"));
    QCOMPARE(desk.data->calls.load(), 2);
}

void TestBrowsePage::choosesAnOrder()
{
    Desk desk(5);
    desk.page.show();
    QTRY_COMPARE(desk.table()->model()->rowCount(), 5);
    QSignalSpy chosen(&desk.page, &BrowsePage::orderChosen);
    desk.table()->selectRow(1);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), QStringLiteral("order000003"));
}

void TestBrowsePage::aCellOffersToFilterByIt()
{
    Desk desk(20);
    desk.page.show();
    QTRY_COMPARE(desk.table()->model()->rowCount(), 20);
    const QModelIndex cell = desk.table()->model()->index(0, FoundOrdersModel::City);
    const QString city = cell.data().toString();
    desk.table()->setCurrentIndex(cell);
    Q_EMIT desk.table()->customContextMenuRequested({});
    auto* menu = desk.table()->findChild<QMenu*>();
    QVERIFY(menu);
    auto* action = menu->findChild<QAction*>(QStringLiteral("filterByValueAction"));
    QVERIFY(action);
    QCOMPARE(action->text(), QStringLiteral("&Filter by City: %1").arg(city));
    action->trigger();
    menu->close();
    QCOMPARE(desk.page.filter().city, city);
    QTRY_VERIFY(desk.table()->model()->rowCount() < 20);
}

void TestBrowsePage::takesOverConditions()
{
    Desk desk(30);
    desk.page.setConditions({{FilterField::City, QStringLiteral("oslo"), {}, {}, {}},
                             {FilterField::Amount, QStringLiteral("10"), QStringLiteral("20"), {}, {}}});
    QCOMPARE(desk.data->calls.load(), 0);
    desk.page.show();
    QTRY_COMPARE(desk.table()->model()->rowCount(), 3); // 12, 15, 18
    QVERIFY(desk.page.clearFilter());
    QTRY_COMPARE(desk.table()->model()->rowCount(), 30);
    QVERIFY(!desk.page.clearFilter());
}

void TestBrowsePage::cannotBeSorted()
{
    const Desk desk(1);
    QVERIFY(!desk.table()->isSortingEnabled());
    QVERIFY(!desk.table()->horizontalHeader()->sectionsClickable());
    QVERIFY(!desk.table()->horizontalHeader()->isSortIndicatorShown()); // an arrow would offer it
}

ORDERDESK_GUI_TEST(TestBrowsePage)
#include "TestBrowsePage.moc"
