#include "broker/KafkaMessageFetcher.h"
#include "broker/KafkaMessagePublisher.h"
#include "support/MockCluster.h"
#include "support/TestRegistration.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>
#include <atomic>
#include <future>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

constexpr std::int16_t joinGroupRequest = 11;

MessagePosition placeOf(std::int32_t partition, std::int64_t offset)
{
    return {QStringLiteral("orders"), partition, offset, {}};
}

} // namespace

class TestKafkaMessageFetcher final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOneMessageExactlyAsItWasSent()
    {
        MockCluster cluster(2);
        KafkaMessagePublisher publisher(cluster.settings());
        const QByteArray raw("{\"a\" :\t1.0,\r\n \"b\":\"\xff\\u00e9\"} \0x", 27);
        const std::array outgoing{
            OutgoingMessage{QStringLiteral("orders"), "key", raw, {{"source", "shop"}, {"empty", ""}}},
            OutgoingMessage{QStringLiteral("orders"), std::nullopt, std::nullopt, {}}};
        const auto sent = publisher.publish(outgoing, 10s);
        QVERIFY(sent.at(0) && sent.at(1));

        KafkaMessageFetcher fetcher(cluster.settings());
        const auto fetched = fetcher.fetch(*sent.at(0), 10s);
        QVERIFY2(fetched, fetched ? "" : qPrintable(fetched.error().message.english()));
        QCOMPARE(fetched->value, raw);
        QCOMPARE(fetched->key, QByteArray("key"));
        QCOMPARE(fetched->position.offset, sent.at(0)->offset);
        QCOMPARE(fetched->position.partition, sent.at(0)->partition);
        QCOMPARE(fetched->headers.size(), 2);
        QVERIFY(fetched->position.timestamp > Timestamp{});
        const auto tombstone = fetcher.fetch(*sent.at(1), 10s);
        QVERIFY(tombstone && !tombstone->value && !tombstone->key);
    }

    void readsAnyPlaceInAnyOrder()
    {
        MockCluster cluster(3);
        cluster.fill(300, 3);
        KafkaMessageFetcher fetcher(cluster.settings());
        for (const int number : {299, 0, 150, 1}) {
            const auto fetched = fetcher.fetch(placeOf(number % 3, number / 3), 10s);
            QVERIFY2(fetched, fetched ? "" : qPrintable(fetched.error().message.english()));
            QCOMPARE(fetched->value, QByteArray::number(number));
        }
    }

    void joinsNoGroupAndCommitsNothing()
    {
        MockCluster cluster(1);
        cluster.fill(5, 1);
        cluster.pushErrors(joinGroupRequest, {RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED});
        cluster.pushErrors(MockCluster::offsetCommitRequest, {RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED});
        QVERIFY(KafkaMessageFetcher(cluster.settings()).fetch(placeOf(0, 3), 10s));
        QCOMPARE(cluster.pendingErrors(joinGroupRequest), 1);
        QCOMPARE(cluster.pendingErrors(MockCluster::offsetCommitRequest), 1);
        QVERIFY(cluster.committed(cluster.settings(), 0) < 0);
    }

    void saysWhatKafkaDoesNotKeep()
    {
        MockCluster cluster(1);
        KafkaMessageFetcher fetcher(cluster.settings());
        const auto empty = fetcher.fetch(placeOf(0, 3), 10s);
        QVERIFY(!empty);
        QCOMPARE(empty.error().code, ErrorCode::NotFound);
        QVERIFY2(empty.error().message.english().contains(QStringLiteral("the partition is empty")),
                 qPrintable(empty.error().message.english()));

        // The mock keeps 5 MiB a partition and drops the oldest.
        cluster.fill(900, 1, 10'000);
        const auto deleted = fetcher.fetch(placeOf(0, 0), 10s);
        QVERIFY(!deleted);
        QCOMPARE(deleted.error().code, ErrorCode::NotFound);
        QVERIFY2(deleted.error().message.english().contains(QStringLiteral("any more: the oldest message")),
                 qPrintable(deleted.error().message.english()));
        const auto future = fetcher.fetch(placeOf(0, 900), 10s);
        QVERIFY(!future);
        QCOMPARE(future.error().code, ErrorCode::NotFound);
        QVERIFY2(
            future.error().message.english().contains(QStringLiteral("the newest message of the partition is 899")),
            qPrintable(future.error().message.english()));
        QVERIFY(fetcher.fetch(placeOf(0, 899), 10s));
    }

    void saysThatThereIsNoSuchTopicOrPartition()
    {
        MockCluster cluster(1, false);
        const auto topic = KafkaMessageFetcher(cluster.settings()).fetch(placeOf(0, 0), 10s);
        QVERIFY(!topic);
        QCOMPARE(topic.error().code, ErrorCode::NotFound);

        MockCluster other(1);
        const auto partition = KafkaMessageFetcher(other.settings()).fetch(placeOf(7, 0), 10s);
        QVERIFY(!partition);
        QCOMPARE(partition.error().code, ErrorCode::NotFound);
        for (const MessagePosition& place : {placeOf(-1, 0), placeOf(0, -1), MessagePosition{}}) {
            const auto none = KafkaMessageFetcher(other.settings()).fetch(place, 10s);
            QVERIFY(!none);
            QCOMPARE(none.error().code, ErrorCode::InvalidInput);
        }
    }

    void saysInTimeThatKafkaIsAway()
    {
        BrokerSettings settings;
        settings.brokers = QStringLiteral("127.0.0.1:1");
        QElapsedTimer timer;
        timer.start();
        const auto away = KafkaMessageFetcher(settings).fetch(placeOf(0, 0), 1s);
        QVERIFY(!away);
        QCOMPARE(away.error().code, ErrorCode::Unavailable);
        QCOMPARE(away.error().kafkaError, static_cast<int>(RD_KAFKA_RESP_ERR__TRANSPORT));
        QVERIFY2(away.error().message.english().contains(QStringLiteral("127.0.0.1:1 (connection refused)")),
                 qPrintable(away.error().message.english()));
        QVERIFY(timer.elapsed() < 10'000);
    }

    void waitsOutAMomentWithoutALeader()
    {
        MockCluster cluster(1);
        cluster.fill(3, 1);
        cluster.pushErrors(MockCluster::fetchRequest, {RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION});
        const auto fetched = KafkaMessageFetcher(cluster.settings()).fetch(placeOf(0, 1), 20s);
        QVERIFY2(fetched, fetched ? "" : qPrintable(fetched.error().message.english()));
        QCOMPARE(fetched->value, QByteArray("1"));
    }

    void givesUpWhenTheProgramStops()
    {
        MockCluster cluster(1);
        cluster.fill(1, 1);
        cluster.setDown(true);
        std::atomic<bool> stopping = false;
        auto answer = std::async(std::launch::async, [&] {
            return KafkaMessageFetcher(cluster.settings(), [&] { return stopping.load(); }).fetch(placeOf(0, 0), 600s);
        });
        stopping = true;
        QVERIFY(answer.wait_for(60s) == std::future_status::ready);
        const auto fetched = answer.get();
        QVERIFY(!fetched);
        QCOMPARE(fetched.error().code, ErrorCode::Cancelled);
    }
};

ORDERDESK_TEST(TestKafkaMessageFetcher)
#include "TestKafkaMessageFetcher.moc"
