#include "support/TestRegistration.h"
#include "ui/window/TableFinder.h"

#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

using namespace orderdesk;

namespace {

using Direction = TableFinder::Direction;

void fill(QStandardItemModel& model, const QList<QStringList>& rows)
{
    for (const QStringList& row : rows) {
        QList<QStandardItem*> items;
        for (const QString& cell : row)
            items += new QStandardItem(cell);
        model.appendRow(items);
    }
}

const QList<QStringList> cities{{QStringLiteral("a1"), QStringLiteral("Haifa")},
                                {QStringLiteral("a2"), QStringLiteral("Oslo")},
                                {QStringLiteral("b1"), QStringLiteral("haifa north")},
                                {QStringLiteral("b2"), QStringLiteral("Lisbon")}};

} // namespace

class TestTableFinder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsForwardAndBackward();
    void looksOnlyIntoTheGivenColumns();
    void saysWhenItWraps();
    void countsAllMatches();
    void countsAnewWhenRowsCome();
    void countsALargeTableBitByBit();
    void outlivesItsModel();
};

void TestTableFinder::findsForwardAndBackward()
{
    QStandardItemModel model;
    fill(model, cities);
    TableFinder finder;
    finder.setTable(&model, {0, 1});
    finder.setText(QStringLiteral("HAIFA"));
    const auto first = finder.find(-1, Direction::Forward);
    QVERIFY(first);
    QCOMPARE(first->row, 0);
    QCOMPARE(first->column, 1);
    QCOMPARE(finder.find(0, Direction::Forward)->row, 2);
    QCOMPARE(finder.find(-1, Direction::Backward)->row, 2);
    QCOMPARE(finder.find(2, Direction::Backward)->row, 0);
    QCOMPARE(finder.findFrom(2)->row, 2);
    QCOMPARE(finder.findFrom(1)->row, 2);
    finder.setText(QStringLiteral("Moscow"));
    QVERIFY(!finder.find(-1, Direction::Forward));
    finder.setText(QString());
    QVERIFY(!finder.find(-1, Direction::Forward));
}

void TestTableFinder::looksOnlyIntoTheGivenColumns()
{
    QStandardItemModel model;
    fill(model, cities);
    TableFinder finder;
    finder.setTable(&model, {0});
    finder.setText(QStringLiteral("haifa"));
    QVERIFY(!finder.find(-1, Direction::Forward));
    finder.setTable(&model, {1, 0});
    QCOMPARE(finder.find(-1, Direction::Forward)->row, 0);
    finder.setText(QStringLiteral("a"));
    QCOMPARE(finder.find(-1, Direction::Forward)->column, 1);
}

void TestTableFinder::saysWhenItWraps()
{
    QStandardItemModel model;
    fill(model, cities);
    TableFinder finder;
    finder.setTable(&model, {1});
    finder.setText(QStringLiteral("oslo"));
    QVERIFY(!finder.find(0, Direction::Forward)->wrapped);
    const auto again = finder.find(1, Direction::Forward);
    QVERIFY(again && again->wrapped);
    QCOMPARE(again->row, 1);
    QVERIFY(finder.find(0, Direction::Backward)->wrapped);
}

void TestTableFinder::countsAllMatches()
{
    QStandardItemModel model;
    fill(model, cities);
    TableFinder finder;
    finder.setTable(&model, {1});
    finder.setText(QStringLiteral("haifa"));
    QTRY_VERIFY(!finder.isCounting());
    QCOMPARE(finder.count(), 2);
    QCOMPARE(finder.position(0), 1);
    QCOMPARE(finder.position(2), 2);
    QCOMPARE(finder.position(1), 0);
}

void TestTableFinder::countsAnewWhenRowsCome()
{
    QStandardItemModel model;
    fill(model, cities);
    TableFinder finder;
    finder.setTable(&model, {1});
    finder.setText(QStringLiteral("Porto"));
    QTRY_VERIFY(!finder.isCounting());
    QCOMPARE(finder.count(), 0);
    fill(model, {{QStringLiteral("c1"), QStringLiteral("Porto")}});
    // Before it is counted it can be found already.
    QCOMPARE(finder.find(-1, Direction::Forward)->row, 4);
    QTRY_COMPARE(finder.count(), 1);
    model.removeRow(4);
    QTRY_COMPARE(finder.count(), 0);
}

void TestTableFinder::countsALargeTableBitByBit()
{
    QStandardItemModel model(20'000, 1);
    for (int row = 0; row < model.rowCount(); row += 4)
        model.setItem(row, new QStandardItem(QStringLiteral("hit")));
    TableFinder finder;
    QSignalSpy counted(&finder, &TableFinder::countChanged);
    finder.setTable(&model, {0});
    finder.setText(QStringLiteral("hit"));
    QCOMPARE(finder.count(), 0);
    QTRY_VERIFY(!finder.isCounting());
    QCOMPARE(finder.count(), 5'000);
    QVERIFY(!counted.isEmpty());
    QCOMPARE(finder.position(19'996), 5'000);
}

void TestTableFinder::outlivesItsModel()
{
    TableFinder finder;
    {
        QStandardItemModel model;
        fill(model, cities);
        finder.setTable(&model, {1});
        finder.setText(QStringLiteral("haifa"));
    }
    QVERIFY(!finder.find(-1, Direction::Forward));
    QTRY_VERIFY(!finder.isCounting());
    QCOMPARE(finder.count(), 0);
}

ORDERDESK_TEST(TestTableFinder)
#include "TestTableFinder.moc"
