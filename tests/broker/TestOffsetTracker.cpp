#include "broker/KafkaLog.h"
#include "broker/KafkaProblem.h"
#include "broker/KafkaStatistics.h"
#include "broker/OffsetTracker.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;
using namespace std::chrono_literals;

namespace {

const TopicPartition part{QStringLiteral("orders"), 0};

KafkaStatistics statistics(std::int64_t low, std::int64_t end, std::int64_t next, std::int64_t queued,
                           std::optional<std::int64_t> stable = {})
{
    KafkaStatistics result;
    result.partitions.insert(part, {low, end, stable.value_or(end), next, queued, true});
    return result;
}

} // namespace

/// Lag and gaps from what is known of a partition.
class TestOffsetTracker final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lagOfAPartition_data();
    void lagOfAPartition();
    void oneUnknownEndHidesTheSum();
    void noticesJumps();
    void transactionMarkersAreNoLag();
    void whatWaitsForATransactionIsLag();
    void passesRecordsThatHoldNoMessage();
    void keepsANewerEndWhilePaused();
    void knowsHowOldWhatWaitsCanBe();
    void readsStatistics();
    void survivesStrangeStatistics();
};

void TestOffsetTracker::lagOfAPartition_data()
{
    QTest::addColumn<qint64>("committed");
    QTest::addColumn<qint64>("low");
    QTest::addColumn<qint64>("end");
    QTest::addColumn<qint64>("lag");
    QTest::newRow("never committed") << qint64(-1001) << qint64(0) << qint64(100) << qint64(100);
    QTest::newRow("never committed, old messages deleted") << qint64(-1001) << qint64(40) << qint64(100) << qint64(60);
    QTest::newRow("half") << qint64(50) << qint64(0) << qint64(100) << qint64(50);
    QTest::newRow("done") << qint64(100) << qint64(0) << qint64(100) << qint64(0);
    QTest::newRow("committed before the log's start") << qint64(10) << qint64(90) << qint64(100) << qint64(10);
    QTest::newRow("committed behind its end") << qint64(500) << qint64(0) << qint64(100) << qint64(0);
    QTest::newRow("empty") << qint64(-1001) << qint64(0) << qint64(0) << qint64(0);
    QTest::newRow("start unknown") << qint64(-1001) << qint64(-1001) << qint64(7) << qint64(7);
}

void TestOffsetTracker::lagOfAPartition()
{
    QFETCH(qint64, committed);
    QFETCH(qint64, low);
    QFETCH(qint64, end);
    QFETCH(qint64, lag);
    OffsetTracker tracker;
    tracker.assign({{part, committed}});
    QVERIFY(!tracker.lag());
    tracker.update(statistics(low, end, 0, 0), true);
    QCOMPARE(tracker.lag().value(), lag);
}

void TestOffsetTracker::oneUnknownEndHidesTheSum()
{
    OffsetTracker tracker;
    QCOMPARE(tracker.lag().value(), std::int64_t(0)); // none assigned, none behind
    tracker.assign({{part, 5}, {{QStringLiteral("orders"), 1}, 5}});
    tracker.update(statistics(0, 10, 0, 0), true);
    QVERIFY(!tracker.lag());
    tracker.setEnd({QStringLiteral("orders"), 1}, 8);
    QCOMPARE(tracker.lag().value(), std::int64_t(8));
}

void TestOffsetTracker::noticesJumps()
{
    OffsetTracker tracker;
    tracker.assign({{part, 10}});
    QVERIFY(!tracker.deliver(part, 10));
    QVERIFY(!tracker.deliver(part, 11));
    QCOMPARE(tracker.deliver(part, 20).value(), std::int64_t(12));
    QVERIFY(!tracker.deliver(part, 21));
    QCOMPARE(tracker.deliver(part, 0).value(), std::int64_t(22));
    QVERIFY(!tracker.deliver({QStringLiteral("else"), 0}, 7));

    tracker.clear();
    tracker.assign({{part, -1001}});
    QVERIFY(!tracker.deliver(part, 4)); // a group that never committed expects nothing
}

void TestOffsetTracker::transactionMarkersAreNoLag()
{
    OffsetTracker tracker;
    tracker.assign({{part, -1001}});
    tracker.deliver(part, 0);
    tracker.store(part, 1);
    tracker.update(statistics(0, 2, 2, 0), true); // offset 1 is a commit marker, never delivered
    QCOMPARE(tracker.lag().value(), std::int64_t(0));
    tracker.deliver(part, 2);
    tracker.update(statistics(0, 4, 4, 0), true); // delivered, not done
    QCOMPARE(tracker.lag().value(), std::int64_t(3));
    tracker.store(part, 3);
    QCOMPARE(tracker.lag().value(), std::int64_t(0));
    tracker.update(statistics(0, 9, 9, 5), true); // fetched, still in the queue
    QCOMPARE(tracker.lag().value(), std::int64_t(6));
    tracker.update(statistics(0, 9, 9, 0), false); // paused: the queue was thrown away
    QCOMPARE(tracker.lag().value(), std::int64_t(6));
}

/// Kafka hands nothing out from the first record on of a transaction that is not finished.
void TestOffsetTracker::whatWaitsForATransactionIsLag()
{
    OffsetTracker tracker;
    tracker.assign({{part, 0}});
    tracker.update(statistics(0, 31, 0, 0, 0), true);
    QCOMPARE(tracker.lag().value(), std::int64_t(31));
    QCOMPARE(tracker.untilCommitted(), std::int64_t(31));
    tracker.update(statistics(0, 40, 9, 4, 9), true); // and some before it are on their way
    QCOMPARE(tracker.untilCommitted(), std::int64_t(0));
    for (int offset = 0; offset < 9; ++offset)
        tracker.deliver(part, offset);
    tracker.store(part, 9);
    tracker.update(statistics(0, 40, 9, 0, 9), true);
    QCOMPARE(tracker.lag().value(), std::int64_t(31));
    QCOMPARE(tracker.untilCommitted(), std::int64_t(31));
    tracker.update(statistics(0, 41, 41, 0), true); // aborted: nothing of it is handed out
    tracker.store(part, 41);
    QCOMPARE(tracker.lag().value(), std::int64_t(0));
    QCOMPARE(tracker.untilCommitted(), std::int64_t(0));
}

void TestOffsetTracker::passesRecordsThatHoldNoMessage()
{
    OffsetTracker tracker;
    tracker.assign({{part, 3}});
    QVERIFY(tracker.pass({{part, -1001}}).isEmpty()); // nothing is read yet
    QVERIFY(!tracker.deliver(part, 3));
    QVERIFY(tracker.pass({{part, 10}}).isEmpty()); // the message is not done
    tracker.store(part, 4);
    QVERIFY(tracker.pass({{part, 4}}).isEmpty());
    QCOMPARE(tracker.pass({{part, 10}}), (PartitionOffsets{{part, 10}}));
    QVERIFY(tracker.pass({{part, 10}}).isEmpty());
    QVERIFY(!tracker.deliver(part, 10)); // what lay before may be deleted: that is no gap
    QCOMPARE(tracker.deliver(part, 12), std::optional<std::int64_t>(11));

    OffsetTracker fresh; // of a group that has committed nothing
    fresh.assign({{part, -1001}});
    QVERIFY(fresh.pass({}).isEmpty());
    QCOMPARE(fresh.pass({{part, 5}}), (PartitionOffsets{{part, 5}}));
}

void TestOffsetTracker::keepsANewerEndWhilePaused()
{
    OffsetTracker tracker;
    tracker.assign({{part, 0}});
    tracker.update(statistics(0, 10, 10, 0), true);
    tracker.setEnd(part, 50);
    tracker.update(statistics(0, 10, 10, 0), false);
    QCOMPARE(tracker.lag().value(), std::int64_t(50));
    tracker.update(statistics(0, 20, 1, 3), true); // the topic was truncated
    QCOMPARE(tracker.lag().value(), std::int64_t(20));
}

void TestOffsetTracker::knowsHowOldWhatWaitsCanBe()
{
    const Timestamp start(1'764'000'000s);
    OffsetTracker tracker;
    tracker.assign({{part, 0}});
    QCOMPARE(tracker.waitingSince(), std::nullopt);
    tracker.update(statistics(0, 10, 0, 0), true, start);
    QCOMPARE(tracker.lag(), 10);
    QCOMPARE(tracker.waitingSince(), std::nullopt); // nothing was read yet, so nothing is known
    tracker.deliver(part, 0, start - 1h);
    QCOMPARE(tracker.waitingSince(), start - 1h); // the next one came after this
    for (std::int64_t offset = 1; offset < 10; ++offset)
        tracker.deliver(part, offset, start - 1h + offset * 1min);
    tracker.store(part, 10);
    QCOMPARE(tracker.waitingSince(), std::nullopt); // nothing waits
    tracker.update(statistics(0, 10, 10, 0), true, start + 5s);
    tracker.update(statistics(0, 11, 10, 0), true, start + 6s);
    QCOMPARE(tracker.lag(), 1);
    QCOMPARE(tracker.waitingSince(), start + 5s); // not an hour: nothing waited then

    const TopicPartition other{QStringLiteral("orders"), 1};
    OffsetTracker two;
    two.assign({{part, 0}, {other, 0}});
    KafkaStatistics both = statistics(0, 5, 0, 0);
    both.partitions.insert(other, {0, 5, 0, 0, true});
    two.update(both, true, start);
    two.deliver(part, 0, start - 1h);
    QCOMPARE(two.waitingSince(), std::nullopt); // the other one may hold older ones
    two.deliver(other, 0, start - 2h);
    QCOMPARE(two.waitingSince(), start - 2h);
    two.deliver(part, 1, {}); // a message without a time says nothing new
    QCOMPARE(two.waitingSince(), start - 2h);
    QCOMPARE(two.positions(), (PartitionOffsets{{part, 0}, {other, 0}}));
}

void TestOffsetTracker::readsStatistics()
{
    const QByteArray json = R"({
        "brokers": {
            "a:1/bootstrap": {"nodeid": -1, "state": "DOWN"},
            "a:1/1": {"nodeid": 1, "state": "UP"},
            "b:1/2": {"nodeid": 2, "state": "TRY_CONNECT"}},
        "cgrp": {"state": "up", "join_state": "steady"},
        "topics": {"orders": {"partitions": {
            "0": {"partition": 0, "desired": true, "leader": 1, "lo_offset": 3, "hi_offset": 9007199254740993, "ls_offset": 9007199254740993,
                  "next_offset": 8, "fetchq_cnt": 2},
            "1": {"partition": 1, "desired": true, "leader": 2, "lo_offset": -1001, "hi_offset": 12, "ls_offset": 10},
            "2": {"partition": 2, "desired": false, "leader": 2, "hi_offset": 12},
            "-1": {"partition": -1, "desired": false}}}}})";
    const auto read = parseKafkaStatistics(json);
    QCOMPARE(read.brokersUp, 1);
    QVERIFY(read.groupSteady);
    QCOMPARE(read.partitions.size(), 2);
    const auto zero = read.partitions.value(part);
    QCOMPARE(zero.low, std::int64_t(3));
    QCOMPARE(zero.end, std::int64_t(9007199254740993)); // 2^53 + 1: not through a double
    QCOMPARE(zero.next, std::int64_t(8));
    QCOMPARE(zero.queued, std::int64_t(2));
    QVERIFY(zero.leaderUp);
    const auto one = read.partitions.value({QStringLiteral("orders"), 1});
    QCOMPARE(one.end, std::int64_t(12));
    QCOMPARE(one.stable, std::int64_t(10));
    QVERIFY(!one.leaderUp);
}

void TestOffsetTracker::survivesStrangeStatistics()
{
    for (const char* json :
         {"", "[]", "{}", "{\"brokers\": 7, \"topics\": []}", "{\"topics\":{\"t\":{\"partitions\":null}}"}) {
        const auto read = parseKafkaStatistics(json);
        QCOMPARE(read.brokersUp, 0);
        QVERIFY(!read.groupSteady);
        QVERIFY(read.partitions.isEmpty());
    }
}

ORDERDESK_TEST(TestOffsetTracker)
#include "TestOffsetTracker.moc"
