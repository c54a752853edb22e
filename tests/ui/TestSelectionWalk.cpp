#include "SampleOrders.h"
#include "ui/MainWindow.h"
#include "ui/table/SelectionWalk.h"

#include <QLabel>
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

QTEST_MAIN(TestSelectionWalk)
#include "TestSelectionWalk.moc"
