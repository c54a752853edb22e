#include "broker/KafkaMessageSource.h"
#include "support/MockCluster.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

const TopicPartition first{QStringLiteral("orders"), 0};
const TopicPartition second{QStringLiteral("orders"), 1};

} // namespace

/// The lag against a broker: for a group that never committed, while consuming, when idle and while paused.
class TestKafkaLag final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsWhatIsDone();
    void isZeroForAnEmptyTopic();
    void isRightForAGroupThatCommittedBefore();
    void growsWhilePaused();

private:
    static bool reaches(KafkaMessageSource& source, std::int64_t lag, std::vector<Message>& got)
    {
        return pollUntil(
            source, [&] { return source.snapshot().lag == lag; }, got);
    }
};

void TestKafkaLag::followsWhatIsDone()
{
    MockCluster cluster(2);
    cluster.fill(100, 2);
    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QVERIFY(!source.snapshot().lag);
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(reaches(source, 100, got)); // read or not: nothing is done yet
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 100; }, got));
    source.storeOffsets({{first, 25}, {second, 25}});
    QVERIFY(reaches(source, 50, got));
    source.storeOffsets({{first, 50}, {second, 50}});
    QVERIFY(reaches(source, 0, got));
    cluster.fill(10, 2);
    QVERIFY(reaches(source, 10, got));
    source.close();
    QVERIFY(!source.snapshot().lag);
    QCOMPARE(source.snapshot().assignedPartitions, 0);
}

void TestKafkaLag::isZeroForAnEmptyTopic()
{
    const MockCluster cluster(3);
    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(reaches(source, 0, got));
    QCOMPARE(source.snapshot().assignedPartitions, 3);
    QVERIFY(got.empty());
}

void TestKafkaLag::isRightForAGroupThatCommittedBefore()
{
    MockCluster cluster(2);
    cluster.fill(100, 2);
    std::vector<Message> got;
    {
        KafkaMessageSource source(cluster.settings());
        RecordingListener listener;
        QVERIFY(source.open(listener));
        QVERIFY(pollUntil(
            source, [&] { return got.size() == 100; }, got));
        source.storeOffsets({{first, 50}, {second, 20}});
        source.close();
    }
    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QVERIFY(source.open(listener));
    QVERIFY(reaches(source, 30, got));
}

void TestKafkaLag::growsWhilePaused()
{
    MockCluster cluster(2);
    cluster.fill(10, 2);
    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 10; }, got));
    source.storeOffsets({{first, 5}, {second, 5}});
    QVERIFY(reaches(source, 0, got));
    source.pause();
    cluster.fill(40, 2);
    QVERIFY(reaches(source, 40, got));
    QCOMPARE(got.size(), size_t(10));
    source.resume();
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 50; }, got));
    QCOMPARE(source.snapshot().lag, std::int64_t(40));
    source.storeOffsets({{first, 25}, {second, 25}});
    QVERIFY(reaches(source, 0, got));
}

ORDERDESK_TEST(TestKafkaLag)
#include "TestKafkaLag.moc"
