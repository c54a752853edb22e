#include "broker/KafkaMessageSource.h"
#include "support/MockCluster.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

const QString topic = QStringLiteral("orders");

/// A consumer that has read everything and stored how far it came.
struct Reader
{
    explicit Reader(MockCluster& cluster)
        : Reader(cluster.settings())
    {
    }

    explicit Reader(const BrokerSettings& settings)
        : source(settings)
    {
    }

    bool read(size_t count)
    {
        return source.open(listener) && pollUntil(
                                            source, [&] { return got.size() == count; }, got);
    }

    /// Nothing more comes for a while.
    bool isQuiet()
    {
        const size_t before = got.size();
        int polls = 0;
        return pollUntil(
                   source, [&] { return ++polls > 6; }, got) &&
               got.size() == before;
    }

    KafkaMessageSource source;
    RecordingListener listener;
    std::vector<Message> got;
};

} // namespace

/// Going elsewhere in the log, against librdkafka's mock broker. What only a real Kafka shows (times, truncated logs)
/// is in TestKafkaRealBroker.
class TestKafkaSeek final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void toTheBeginningReadsAllAgain();
    void toAnOffsetLeavesTheOthers();
    void forwardSkips();
    void whilePaused();
    void survivesAPauseBeforeTheFirstMessage();
    void isCommittedAtOnce();
    void isNotUndoneByTheBackgroundCommit();
    void whatWasReadAndNotStoredComesAgain();
    void aCommitThatFailsMovesNothing();
    void aPlanWithoutAnAnswerIsNone_data();
    void aPlanWithoutAnAnswerIsNone();
    void refusesWhatIsNotThere();
    void withoutAnAssignmentThereIsNothingToSeek();
};

void TestKafkaSeek::toTheBeginningReadsAllAgain()
{
    MockCluster cluster(4);
    cluster.fill(400, 4);
    Reader reader(cluster);
    QVERIFY(reader.read(400));
    reader.source.storeOffsets(offsetsAfter(reader.got));
    const auto plan = reader.source.planSeek({});
    QVERIFY(plan);
    QCOMPARE(plan->partitions.size(), 4);
    QCOMPARE(plan->readAgain(), 400);
    QCOMPARE(plan->skipped(), 0);
    QCOMPARE(plan->partitions[2], (SeekPlan::Partition{topic, 2, 0, 100, 100, 0}));
    for (int round = 0; round < 3; ++round) {
        const auto done = reader.source.seek(*plan);
        QVERIFY(done);
        QCOMPARE(done->readAgain(), 400);
        QTRY_COMPARE(reader.source.snapshot().lag, 400);
        std::vector<Message> again;
        QVERIFY(pollUntil(
            reader.source, [&] { return again.size() == 400; }, again));
        QCOMPARE(valuesOf(again), valuesOf(reader.got));
        reader.source.storeOffsets(offsetsAfter(again));
        QVERIFY(reader.isQuiet());
    }
    QCOMPARE(reader.source.snapshot().offsetGaps, 0);
    QCOMPARE(reader.source.snapshot().lag, 0);
    QCOMPARE(reader.listener.revocations, 0);
    reader.source.close();
    QCOMPARE(cluster.committed(cluster.settings(), 3), 100);
}

void TestKafkaSeek::toAnOffsetLeavesTheOthers()
{
    MockCluster cluster(2);
    cluster.fill(200, 2);
    Reader reader(cluster);
    QVERIFY(reader.read(200));
    reader.source.storeOffsets(offsetsAfter(reader.got));
    const auto plan = reader.source.planSeek({SeekTarget::Place::Offset, 1, 93, {}});
    QVERIFY(plan);
    QCOMPARE(plan->moved(), 1);
    QCOMPARE(plan->readAgain(), 7);
    QVERIFY(reader.source.seek(*plan));
    std::vector<Message> again;
    QVERIFY(pollUntil(
        reader.source, [&] { return again.size() == 7; }, again));
    for (size_t i = 0; i < again.size(); ++i) {
        QCOMPARE(again[i].position.partition, 1);
        QCOMPARE(again[i].position.offset, 93 + static_cast<std::int64_t>(i));
    }
    QVERIFY(reader.isQuiet());
}

void TestKafkaSeek::forwardSkips()
{
    MockCluster cluster(1);
    cluster.fill(100, 1);
    Reader reader(cluster);
    QVERIFY(reader.read(10));
    reader.source.storeOffsets(offsetsAfter(reader.got));
    const auto plan = reader.source.planSeek({SeekTarget::Place::Offset, 0, 60, {}});
    QVERIFY(plan);
    QCOMPARE(plan->skipped(), 50);
    QVERIFY(reader.source.seek(*plan));
    std::vector<Message> after;
    QVERIFY(pollUntil(
        reader.source, [&] { return after.size() == 40; }, after));
    QCOMPARE(after.front().position.offset, 60);
    QCOMPARE(reader.source.snapshot().offsetGaps, 0); // skipped by a person, not lost
}

void TestKafkaSeek::whilePaused()
{
    MockCluster cluster(2);
    cluster.fill(100, 2);
    Reader reader(cluster);
    QVERIFY(reader.read(100));
    reader.source.storeOffsets(offsetsAfter(reader.got));
    reader.source.pause();
    QVERIFY(reader.source.seek(*reader.source.planSeek({})));
    QVERIFY(reader.isQuiet());
    QCOMPARE(reader.source.snapshot().lag, 100);
    reader.source.resume();
    std::vector<Message> again;
    QVERIFY(pollUntil(
        reader.source, [&] { return again.size() == 100; }, again));
    QVERIFY(reader.isQuiet());
}

// rd_kafka_seek_partitions() of librdkafka 2.0.2 fails this: the pause puts the old position back.
void TestKafkaSeek::survivesAPauseBeforeTheFirstMessage()
{
    MockCluster cluster(2);
    cluster.fill(100, 2);
    Reader reader(cluster);
    QVERIFY(reader.read(100));
    reader.source.storeOffsets(offsetsAfter(reader.got));
    QVERIFY(reader.source.seek(*reader.source.planSeek({})));
    reader.source.pause();
    QVERIFY(reader.isQuiet());
    reader.source.resume();
    std::vector<Message> again;
    QVERIFY(pollUntil(
        reader.source, [&] { return again.size() == 100; }, again));
    QCOMPARE(again.front().position.offset, 0);
}

void TestKafkaSeek::isCommittedAtOnce()
{
    MockCluster cluster(1);
    cluster.fill(100, 1);
    Reader reader(cluster);
    QVERIFY(reader.read(100));
    reader.source.storeOffsets(offsetsAfter(reader.got));
    QVERIFY(reader.source.seek(*reader.source.planSeek({SeekTarget::Place::Offset, 0, 30, {}})));
    QCOMPARE(cluster.committed(cluster.settings(), 0), 30);
}

void TestKafkaSeek::isNotUndoneByTheBackgroundCommit()
{
    MockCluster cluster(1);
    cluster.fill(100, 1);
    Reader reader(cluster);
    QVERIFY(reader.read(100));
    reader.source.storeOffsets(offsetsAfter(reader.got));
    QVERIFY(pollUntil(
        reader.source, [&] { return cluster.committed(cluster.settings(), 0) == 100; }, reader.got));
    QVERIFY(reader.source.seek(*reader.source.planSeek({SeekTarget::Place::Offset, 0, 30, {}})));
    const auto until = std::chrono::steady_clock::now() + 2500ms; // two of librdkafka's own commits
    std::vector<Message> again;
    QVERIFY(pollUntil(
        reader.source, [&] { return std::chrono::steady_clock::now() > until; }, again));
    QCOMPARE(again.size(), size_t(70));
    reader.source.close(); // nothing of it was stored
    QCOMPARE(cluster.committed(cluster.settings(), 0), 30);
}

void TestKafkaSeek::whatWasReadAndNotStoredComesAgain()
{
    MockCluster cluster(2);
    cluster.fill(100, 2);
    Reader reader(cluster);
    QVERIFY(reader.read(100));
    reader.source.storeOffsets({{{topic, 0}, 20}}); // and nothing of partition 1, which no one has committed yet
    const auto plan = reader.source.planSeek({SeekTarget::Place::Offset, 0, 10, {}});
    QVERIFY(plan);
    QCOMPARE(plan->readAgain(), 10);
    QVERIFY(reader.source.seek(*plan));
    std::vector<Message> again;
    QVERIFY(pollUntil(
        reader.source, [&] { return again.size() == 90; }, again));
    QCOMPARE(std::count_if(again.begin(), again.end(), [](const auto& m) { return m.position.partition == 1; }), 50);
    QVERIFY(reader.isQuiet());
}

void TestKafkaSeek::aCommitThatFailsMovesNothing()
{
    MockCluster cluster(1);
    cluster.fill(100, 1);
    Reader reader(cluster);
    QVERIFY(reader.read(100));
    reader.source.storeOffsets(offsetsAfter({reader.got.begin(), reader.got.begin() + 80}));
    QVERIFY(pollUntil(
        reader.source, [&] { return cluster.committed(cluster.settings(), 0) == 80; }, reader.got));
    const auto plan = reader.source.planSeek({});
    QVERIFY(plan);
    cluster.pushErrors(MockCluster::offsetCommitRequest, {RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED});
    const auto refused = reader.source.seek(*plan);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Unavailable);
    QCOMPARE(cluster.committed(cluster.settings(), 0), 80);
    std::vector<Message> again;
    QVERIFY(pollUntil(
        reader.source, [&] { return again.size() == 20; }, again));
    QCOMPARE(again.front().position.offset, 80);
    QVERIFY(reader.isQuiet());
}

void TestKafkaSeek::aPlanWithoutAnAnswerIsNone_data()
{
    QTest::addColumn<int>("answered");
    QTest::newRow("where the log begins") << 0;
    QTest::newRow("where it ends") << 1;
    QTest::newRow("the time") << 2;
}

// A time that Kafka does not answer is not "the end": that plan would skip everything.
void TestKafkaSeek::aPlanWithoutAnAnswerIsNone()
{
    QFETCH(int, answered);
    MockCluster cluster(2);
    cluster.fill(100, 2);
    BrokerSettings settings = cluster.settings();
    settings.properties.emplaceBack("statistics.interval.ms", "0"); // its own questions would take our errors
    Reader reader(settings);
    QVERIFY(reader.read(100));
    reader.source.storeOffsets({{{topic, 0}, 20}, {{topic, 1}, 20}});
    QVERIFY(pollUntil(
        reader.source, [&] { return cluster.committed(cluster.settings(), 1) == 20; }, reader.got));
    for (int i = 0; i <= answered; ++i)
        cluster.pushErrors(MockCluster::listOffsetsRequest,
                           {i < answered ? RD_KAFKA_RESP_ERR_NO_ERROR : RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED});
    const auto plan = reader.source.planSeek({SeekTarget::Place::Time, 0, 0, currentTimestamp()});
    QCOMPARE(cluster.pendingErrors(MockCluster::listOffsetsRequest), 0);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, ErrorCode::Unavailable);
    QVERIFY(!plan.error().message.isEmpty());
    QVERIFY(reader.isQuiet());
    QCOMPARE(cluster.committed(cluster.settings(), 0), 20);
    QCOMPARE(cluster.committed(cluster.settings(), 1), 20);
}

void TestKafkaSeek::refusesWhatIsNotThere()
{
    MockCluster cluster(2);
    cluster.fill(20, 2);
    Reader reader(cluster);
    QVERIFY(reader.read(20));
    const auto codeOf = [&](std::int32_t partition, std::int64_t offset) {
        const auto plan = reader.source.planSeek({SeekTarget::Place::Offset, partition, offset, {}});
        return plan ? std::optional<ErrorCode>() : plan.error().code;
    };
    QCOMPARE(codeOf(2, 0), ErrorCode::NotFound);
    QCOMPARE(codeOf(1, -1), ErrorCode::InvalidInput);
    QCOMPARE(codeOf(1, 11), ErrorCode::InvalidInput);
    QCOMPARE(codeOf(1, 10), std::nullopt);
    QCOMPARE(codeOf(1, 0), std::nullopt);
}

void TestKafkaSeek::withoutAnAssignmentThereIsNothingToSeek()
{
    MockCluster cluster(1);
    KafkaMessageSource source(cluster.settings());
    QCOMPARE(source.planSeek({}).error().code, ErrorCode::Unavailable);
    QVERIFY(!source.seek({}));
    RecordingListener listener;
    QVERIFY(source.open(listener));
    QCOMPARE(source.planSeek({}).error().code, ErrorCode::Unavailable);
    source.close();
    QVERIFY(!source.planSeek({}));
}

ORDERDESK_TEST(TestKafkaSeek)
#include "TestKafkaSeek.moc"
