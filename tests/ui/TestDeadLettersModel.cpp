#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/letters/DeadLettersModel.h"
#include "ui/letters/HexDump.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace orderdesk;

namespace {

DeadLetterPage pageOf(std::initializer_list<std::int64_t> ids, std::optional<std::int64_t> next = {})
{
    DeadLetterPage page;
    for (const std::int64_t id : ids)
        page.deadLetters.push_back(sampleDeadLetter(id, "order" + std::to_string(id)));
    page.next = next;
    return page;
}

QList<qint64> idsOf(const DeadLettersModel& model)
{
    QList<qint64> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids += model.deadLetterAt(row).id;
    return ids;
}

} // namespace

class TestDeadLettersModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mergesNewRowsAndKeepsTheOthers();
    void mergeRemovesWhatIsGone();
    void mergeUpdatesWhatChanged();
    void mergeLeavesLoadedOlderPages();
    void asksForTheNextPageOnce();
    void showsTheFirstErrorAsReason();
    void dumpsBytes();
    void showsWhatWouldHide();
};

void TestDeadLettersModel::mergesNewRowsAndKeepsTheOthers()
{
    DeadLettersModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.mergeNewest(pageOf({5, 3}));
    const QPersistentModelIndex chosen = model.index(1, 0);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.mergeNewest(pageOf({9, 5, 4, 3}));
    QCOMPARE(idsOf(model), (QList<qint64>{9, 5, 4, 3}));
    QCOMPARE(inserted.count(), 2);
    QCOMPARE(removed.count(), 0);
    QCOMPARE(chosen.row(), 3);
}

void TestDeadLettersModel::mergeRemovesWhatIsGone()
{
    DeadLettersModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.mergeNewest(pageOf({9, 5, 4, 3}));
    model.mergeNewest(pageOf({9, 4}));
    QCOMPARE(idsOf(model), (QList<qint64>{9, 4}));
    model.remove(9);
    QCOMPARE(idsOf(model), (QList<qint64>{4}));
    model.mergeNewest(pageOf({}));
    QCOMPARE(model.rowCount(), 0);
}

void TestDeadLettersModel::mergeUpdatesWhatChanged()
{
    DeadLettersModel model;
    model.mergeNewest(pageOf({9, 5}));
    DeadLetterPage page = pageOf({9, 5});
    page.deadLetters[1].redriveCount = 2;
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.mergeNewest(page);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(model.index(1, DeadLettersModel::Redriven).data().toString(), QStringLiteral("2×"));
}

void TestDeadLettersModel::mergeLeavesLoadedOlderPages()
{
    DeadLettersModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.mergeNewest(pageOf({9, 8}, 8));
    model.append(pageOf({7, 6}, 6));
    model.mergeNewest(pageOf({10, 9}, 9));
    QCOMPARE(idsOf(model), (QList<qint64>{10, 9, 8, 7, 6}));
    QVERIFY(model.hasMore());
    model.append(pageOf({6, 5}));
    QCOMPARE(idsOf(model), (QList<qint64>{10, 9, 8, 7, 6, 5}));
    QVERIFY(!model.hasMore());
}

void TestDeadLettersModel::asksForTheNextPageOnce()
{
    DeadLettersModel model;
    QSignalSpy wanted(&model, &DeadLettersModel::moreWanted);
    model.mergeNewest(pageOf({9, 8}, 8));
    model.fetchMore({});
    model.fetchMore({});
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.at(0).at(0).toLongLong(), 8);
    QVERIFY(!model.canFetchMore({}));
}

void TestDeadLettersModel::showsTheFirstErrorAsReason()
{
    DeadLettersModel model;
    model.mergeNewest(pageOf({9}));
    QCOMPARE(model.index(0, DeadLettersModel::Reason).data().toString(),
             QStringLiteral("must not be empty (and 3 more)"));
    QCOMPARE(model.index(0, DeadLettersModel::Path).data().toString(), QStringLiteral("/track_number"));
    QCOMPARE(model.index(0, DeadLettersModel::Number).data().toString(), QStringLiteral("order9"));
    QCOMPARE(model.rowOf(sampleDeadLetter(9, {}).message.position), 0);
}

void TestDeadLettersModel::dumpsBytes()
{
    QCOMPARE(hexDump(QByteArray("{\"a\":1}\0\xff", 9)),
             QStringLiteral("00000000  7b 22 61 22 3a 31 7d 00  ff                       {\"a\":1}.."));
    QCOMPARE(hexDump({}), QString());
    const QString cut = hexDump(QByteArray(100, 'x'), 32);
    QCOMPARE(cut.count(QLatin1Char('\n')), 2);
    QVERIFY(cut.endsWith(QStringLiteral("68 more bytes are not shown")));
}

void TestDeadLettersModel::showsWhatWouldHide()
{
    QCOMPARE(visibleText(QByteArray("a\0b\x1b\n\tc\x7f", 8)), QStringLiteral("a\u2400b\u241b\n\tc\u2421"));
    QCOMPARE(visibleText("\xc3\x28"), QStringLiteral("\ufffd("));
}

ORDERDESK_GUI_TEST(TestDeadLettersModel)
#include "TestDeadLettersModel.moc"
