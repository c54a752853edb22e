#include "FindChild.h"
#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/widgets/SelectionWalk.h"
#include "ui/window/MainWindow.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace orderdesk;

namespace {

QTableView* addTable(QWidget* page, int rows)
{
    auto* view = new QTableView(page);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setModel(new QStandardItemModel(rows, 2, view));
    return view;
}

} // namespace

class TestSelectionWalk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void walksThroughTheTableWithASelection();
    void ignoresWhatIsNotSeen();
    void walksThroughTheLiveOrders();
    void tellsWhenRowsComeOrGo();
    void countsAListThatIsLongerThanItsTable();
    void staysTrueInTheWindow();
};

void TestSelectionWalk::walksThroughTheTableWithASelection()
{
    QTabWidget pages;
    auto* page = new QWidget;
    addTable(page, 9);
    QTableView* second = addTable(page, 3);
    pages.addTab(page, QString());
    const SelectionWalk nothingYet(&pages);
    SelectionWalk walk(&pages);
    QCOMPARE(walk.place(), SelectionWalk::Place());
    QVERIFY(!walk.step(1));
    second->selectRow(1);
    QCOMPARE(walk.place(), (SelectionWalk::Place{2, 3}));
    QVERIFY(walk.step(1));
    QCOMPARE(second->currentIndex().row(), 2);
    QCOMPARE(second->selectionModel()->selectedRows().size(), 1);
    QVERIFY(!walk.place().hasNext() && walk.place().hasPrevious());
    QVERIFY(!walk.step(1));
    QVERIFY(walk.step(-1) && walk.step(-1));
    QVERIFY(!walk.step(-1));
    QCOMPARE(walk.place(), (SelectionWalk::Place{1, 3}));
    second->clearSelection(); // the current row stays, but it is no longer chosen
    QCOMPARE(walk.place().row, 0);
}

void TestSelectionWalk::ignoresWhatIsNotSeen()
{
    QTabWidget pages;
    auto* first = new QWidget;
    auto* second = new QWidget;
    pages.addTab(first, QString());
    pages.addTab(second, QString());
    QTableView* inFirst = addTable(first, 5);
    QTableView* inSecond = addTable(second, 7);
    SelectionWalk walk(&pages);
    QSignalSpy changed(&walk, &SelectionWalk::changed);
    inFirst->selectRow(4);
    inSecond->selectRow(0);
    QCOMPARE(walk.place(), (SelectionWalk::Place{5, 5}));
    pages.setCurrentIndex(1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(walk.place(), (SelectionWalk::Place{1, 7}));
    inSecond->hide();
    QCOMPARE(walk.place().row, 0);
}

void TestSelectionWalk::walksThroughTheLiveOrders()
{
    SampleBackend backend;
    MainWindow window(backend.window());
    window.show();
    QList<IngestEvent> events;
    for (int i = 0; i < 3; ++i) {
        backend.store(storedSample(sampleOrder(i), i));
        events += eventOf(sampleOrder(i), i);
    }
    window.addEvents(events);
    auto* table = window.findChild<QTableView*>(QStringLiteral("liveTableView"));
    QTRY_COMPARE(table->model()->rowCount(), 3);
    const auto number = [&] { return window.findChild<QLabel*>(QStringLiteral("orderNumberLabel"))->text(); };
    const auto numberOf = [](int i) { return QString::fromStdString(sampleOrder(i).orderUid); };
    table->selectRow(0);
    QTRY_COMPARE(number(), numberOf(2));
    QCOMPARE(window.findChild<QLabel*>(QStringLiteral("placeLabel"))->text(), QStringLiteral("1 of 3"));
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(number(), numberOf(1));
    QTest::keyClick(&window, Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(number(), numberOf(0));
    QVERIFY(!window.findChild<QToolButton*>(QStringLiteral("nextButton"))->isEnabled());
    QTest::keyClick(&window, Qt::Key_Down, Qt::AltModifier);
    window.findChild<QToolButton*>(QStringLiteral("previousButton"))->click();
    QTRY_COMPARE(number(), numberOf(1));
}

void TestSelectionWalk::tellsWhenRowsComeOrGo()
{
    QTabWidget pages;
    auto* page = new QWidget;
    pages.addTab(page, QString());
    QTableView* view = addTable(page, 3);
    SelectionWalk walk(&pages);
    QSignalSpy changed(&walk, &SelectionWalk::changed);
    view->selectRow(2);
    QTRY_COMPARE(changed.count(), 1);
    view->model()->insertRows(0, 4);
    view->model()->removeRows(5, 1);
    QTRY_COMPARE(changed.count(), 2); // once for both
    QCOMPARE(walk.place(), (SelectionWalk::Place{6, 6}));
    view->model()->removeRows(5, 1);
    QTRY_COMPARE(changed.count(), 3);
}

void TestSelectionWalk::countsAListThatIsLongerThanItsTable()
{
    QTabWidget pages;
    auto* page = new QWidget;
    pages.addTab(page, QString());
    addTable(page, 200)->selectRow(6);
    SelectionWalk walk(&pages);
    SelectionWalk::Extent extent{0, 10'131};
    walk.setExtent(page, [&extent] { return extent; });
    QCOMPARE(walk.place(), (SelectionWalk::Place{7, 10'131}));
    extent = {400, std::nullopt};
    QCOMPARE(walk.place(), (SelectionWalk::Place{407, 0}));
    QVERIFY(walk.place().hasNext() && walk.place().hasPrevious());
}

void TestSelectionWalk::staysTrueInTheWindow()
{
    SampleBackend backend;
    QList<IngestEvent> events;
    for (int i = 0; i < 300; ++i) {
        backend.store(storedSample(sampleOrder(i), i));
        events += eventOf(sampleOrder(i), i);
    }
    MainWindow window(backend.windowWithOrders());
    window.show();
    auto* live = window.findChild<QTableView*>(QStringLiteral("liveTableView"));
    const auto* label = window.findChild<QLabel*>(QStringLiteral("placeLabel"));
    const auto place = [label] { return label->text(); };
    window.addEvents(events);
    QTRY_COMPARE(live->model()->rowCount(), 300);
    live->selectRow(4);
    QTRY_COMPARE(place(), QStringLiteral("5 of 300"));
    // What was held back comes in above it.
    window.addEvents({eventOf(sampleOrder(7), 307), eventOf(sampleOrder(8), 308)});
    auto* bar = test::find<QWidget>(window, "liveFilterBar")->findChild<QLineEdit*>();
    QTest::keyClicks(bar, QStringLiteral("nothing like it"));
    QTRY_COMPARE(place(), QString());
    bar->clear();
    QTRY_VERIFY(place().startsWith(QStringLiteral("5 of ")) || place().startsWith(QStringLiteral("7 of ")));
    QCOMPARE(live->selectionModel()->selectedRows().size(), 1);
    // Of a list that is read bit by bit all are counted.
    window.findChild<QTabWidget*>(QStringLiteral("pagesTabWidget"))->setCurrentIndex(1);
    auto* stored = window.findChild<QTableView*>(QStringLiteral("browseTableView"));
    QTRY_VERIFY(stored->model()->rowCount() >= 200);
    stored->selectRow(6);
    QTRY_COMPARE(place(), QStringLiteral("7 of 300"));
}

ORDERDESK_GUI_TEST(TestSelectionWalk)
#include "TestSelectionWalk.moc"
