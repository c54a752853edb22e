#include "broker/KafkaMessagePublisher.h"
#include "broker/KafkaMessageSource.h"
#include "support/MockCluster.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <limits>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

/// A consumer against librdkafka's mock broker.
class TestKafkaMessageSource final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversAllOfAMessage();
    void takesATimeThatIsNoneForNone();
    void continuesBehindStoredOffsets();
    void repeatsWhatWasNotStored();
    void pausesWithoutLossOrRepeat();
    void pauseHoldsAcrossANewAssignment();
    void handsPartitionsOver();
    void ignoresOffsetsOfForeignPartitions();
    void countsWhatWasDeletedUnread();
};

void TestKafkaMessageSource::deliversAllOfAMessage()
{
    const MockCluster cluster(1);
    KafkaMessagePublisher publisher(cluster.settings());
    const std::vector<OutgoingMessage> sent{
        {QStringLiteral("orders"),
         QByteArray("key"),
         QByteArray("value"),
         {{"a", "1"}, {"b", QByteArray("\0x", 2)}, {"a", "2"}, {"empty", ""}, {"null", std::nullopt}}},
        {QStringLiteral("orders"), std::nullopt, std::nullopt, {}},
        {QStringLiteral("orders"), QByteArray(""), QByteArray(""), {}},
    };
    const auto published = publisher.publish(sent, 10s);

    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 3; }, got));
    for (size_t i = 0; i < got.size(); ++i) {
        QVERIFY(published[i]);
        QCOMPARE(got[i].key, sent[i].key);
        QCOMPARE(got[i].value, sent[i].value);
        QCOMPARE(got[i].headers, sent[i].headers);
        QCOMPARE(got[i].position.partition, published[i]->partition);
        QCOMPARE(got[i].position.offset, published[i]->offset);
        QCOMPARE(got[i].position.offset, static_cast<std::int64_t>(i));
        QVERIFY(got[i].position.timestamp > Timestamp{});
    }
}

void TestKafkaMessageSource::takesATimeThatIsNoneForNone()
{
    const std::vector<std::int64_t> times{1637907739123,       253402300799999,
                                          253402300800000,     1788749714394000,
                                          1788749714394000000, std::numeric_limits<std::int64_t>::max()};
    MockCluster cluster(1);
    cluster.produceAt(times);
    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return got.size() == times.size(); }, got));
    for (size_t i = 0; i < got.size(); ++i) {
        const bool isTime = i < 2;
        QCOMPARE(got[i].position.timestamp, isTime ? Timestamp(std::chrono::milliseconds(times[i])) : Timestamp{});
        QCOMPARE(got[i].oddTimestamp, isTime ? std::nullopt : std::optional(times[i]));
    }
}

void TestKafkaMessageSource::continuesBehindStoredOffsets()
{
    MockCluster cluster(4);
    cluster.fill(100, 4);
    std::vector<Message> first;
    {
        KafkaMessageSource source(cluster.settings());
        RecordingListener listener;
        QVERIFY(source.open(listener));
        QVERIFY(pollUntil(
            source, [&] { return first.size() == 100; }, first));
        source.storeOffsets(offsetsAfter({first.begin(), first.begin() + 60}));
        source.close();
        QCOMPARE(listener.revocations, 1);
        QVERIFY(!listener.lastLost);
    }
    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> second;
    QVERIFY(pollUntil(
        source, [&] { return second.size() == 40; }, second));
    QCOMPARE(valuesOf(second), valuesOf({first.begin() + 60, first.end()}));
    QCOMPARE(source.snapshot().offsetGaps, std::int64_t(0));
}

void TestKafkaMessageSource::repeatsWhatWasNotStored()
{
    MockCluster cluster(1);
    cluster.fill(10, 1);
    for (int round = 0; round < 2; ++round) {
        KafkaMessageSource source(cluster.settings());
        RecordingListener listener;
        QVERIFY(source.open(listener));
        std::vector<Message> got;
        QVERIFY(pollUntil(
            source, [&] { return got.size() == 10; }, got));
        QCOMPARE(got.front().position.offset, std::int64_t(0));
    }
}

void TestKafkaMessageSource::pausesWithoutLossOrRepeat()
{
    MockCluster cluster(4);
    cluster.fill(2000, 4);
    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    for (size_t stop : {1U, 137U, 138U, 1000U}) {
        QVERIFY(pollUntil(
            source, [&] { return got.size() == stop; }, got));
        source.pause();
        int quiet = 0;
        QVERIFY(pollUntil(
            source, [&] { return ++quiet > 5; }, got));
        QCOMPARE(got.size(), stop);
        source.resume();
    }
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 2000; }, got));
    QCOMPARE(valuesOf(got).size(), 2000);
}

void TestKafkaMessageSource::pauseHoldsAcrossANewAssignment()
{
    MockCluster cluster(2);
    cluster.fill(20, 2);
    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 20; }, got));
    source.storeOffsets({{{QStringLiteral("orders"), 0}, 5}, {{QStringLiteral("orders"), 1}, 5}});
    source.pause();
    QVERIFY(pollUntil(
        source, [&] { return cluster.committed(cluster.settings(), 1) == 5; }, got));

    std::vector<Message> others;
    {
        KafkaMessageSource second(cluster.settings());
        RecordingListener secondListener;
        QVERIFY(second.open(secondListener));
        QVERIFY(pollUntil(
            source,
            [&] {
                std::ignore = second.poll(0ms);
                return listener.held.size() == 1 && secondListener.held.size() == 1;
            },
            got));
    }
    QVERIFY(pollUntil(
        source, [&] { return listener.held.size() == 2; }, got));
    int quiet = 0;
    QVERIFY(pollUntil(
        source, [&] { return ++quiet > 5; }, got));
    QCOMPARE(got.size(), size_t(20));

    source.resume();
    std::vector<Message> again;
    QVERIFY(pollUntil(
        source, [&] { return again.size() == 10; }, again));
    for (const auto& message : again)
        QVERIFY(message.position.offset >= 5);
}

void TestKafkaMessageSource::handsPartitionsOver()
{
    MockCluster cluster(4);
    cluster.fill(400, 4);
    KafkaMessageSource first(cluster.settings());
    RecordingListener firstListener;
    QVERIFY(first.open(firstListener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        first, [&] { return got.size() == 400; }, got));
    QCOMPARE(firstListener.held.size(), 4);
    // The mock broker refuses commits while it rebalances, the real one does not (TestKafkaRealBroker).
    PartitionOffsets half;
    for (const auto& partition : std::as_const(firstListener.held))
        half.insert(partition, 50);
    first.storeOffsets(half);
    QVERIFY(pollUntil(
        first, [&] { return cluster.committed(cluster.settings(), 3) == 50; }, got));

    KafkaMessageSource second(cluster.settings());
    RecordingListener secondListener;
    QVERIFY(second.open(secondListener));
    std::vector<Message> again;
    const auto shared = [&] {
        const auto polled = second.poll(0ms);
        if (polled && *polled)
            again.push_back(**polled);
        return firstListener.held.size() == 2 && secondListener.held.size() == 2 && valuesOf(again).size() >= 100;
    };
    QVERIFY(pollUntil(first, shared, got, 60s));
    QVERIFY(firstListener.revocations >= 1); // a slow join may cost one more
    QVERIFY(!firstListener.lastLost);
    QCOMPARE(second.snapshot().assignedPartitions, 2);
    again.insert(again.end(), got.begin() + 400, got.end());
    for (const auto& message : again)
        QVERIFY(message.position.offset >= 50); // nothing that was committed comes again
}

void TestKafkaMessageSource::ignoresOffsetsOfForeignPartitions()
{
    MockCluster cluster(1);
    cluster.fill(10, 1);
    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QVERIFY(source.open(listener));
    source.storeOffsets({{{QStringLiteral("orders"), 0}, 3}}); // before it is ours
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 10; }, got));
    source.storeOffsets(
        {{{QStringLiteral("orders"), 0}, 7}, {{QStringLiteral("orders"), 9}, 1}, {{QStringLiteral("else"), 0}, 1}});
    source.close();
    QCOMPARE(cluster.committed(cluster.settings(), 0), std::int64_t(7));
    source.storeOffsets({{{QStringLiteral("orders"), 0}, 9}}); // after it was ours
    source.close();
    QVERIFY(!source.poll(0ms));
}

void TestKafkaMessageSource::countsWhatWasDeletedUnread()
{
    MockCluster cluster(1);
    constexpr qsizetype size = 10'000; // the mock keeps 5 MiB of a partition
    cluster.fill(20, 1, size);
    std::vector<Message> got;
    {
        KafkaMessageSource source(cluster.settings());
        RecordingListener listener;
        QVERIFY(source.open(listener));
        QVERIFY(pollUntil(
            source, [&] { return got.size() == 20; }, got));
        source.storeOffsets({{{QStringLiteral("orders"), 0}, 10}});
        source.close();
    }
    cluster.fill(1000, 1, size);
    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QVERIFY(source.open(listener));
    got.clear();
    QVERIFY(pollUntil(
        source, [&] { return !got.empty() && got.back().position.offset == 1019; }, got));
    QVERIFY(got.front().position.offset > 20);
    QCOMPARE(source.snapshot().offsetGaps, got.front().position.offset - 10);
}

ORDERDESK_TEST(TestKafkaMessageSource)
#include "TestKafkaMessageSource.moc"
