#include "broker/EmbeddedBroker.h"
#include "broker/KafkaMessagePublisher.h"
#include "broker/KafkaMessageSource.h"
#include "support/MockCluster.h"
#include "support/TestRegistration.h"

#include <QElapsedTimer>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

OutgoingMessage order(const QByteArray& key, const QByteArray& value)
{
    return {QStringLiteral("orders"), key, value, {}};
}

} // namespace

/// The producer against librdkafka's mock broker.
class TestKafkaMessagePublisher final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersInOrder();
    void nothingIsNothing();
    void refusesWhatIsTooLarge();
    void givesUpInTime();
    void survivesAFatalError();
    void saysThatTheTopicIsMissing();
    void refusesBadProperties();
    void manyMessages();
    void throughTheEmbeddedBroker();
};

void TestKafkaMessagePublisher::answersInOrder()
{
    const MockCluster cluster(4);
    KafkaMessagePublisher publisher(cluster.settings());
    std::vector<OutgoingMessage> messages;
    for (int i = 0; i < 50; ++i)
        messages.push_back(order("same-key", QByteArray::number(i)));
    const auto results = publisher.publish(messages, 10s);
    QCOMPARE(results.size(), messages.size());
    for (size_t i = 0; i < results.size(); ++i) {
        QVERIFY(results[i]);
        QCOMPARE(results[i]->topic, QStringLiteral("orders"));
        QCOMPARE(results[i]->partition, results[0]->partition); // one key, one partition
        QCOMPARE(results[i]->offset, static_cast<std::int64_t>(i));
    }
}

void TestKafkaMessagePublisher::nothingIsNothing()
{
    const MockCluster cluster(1);
    KafkaMessagePublisher publisher(cluster.settings());
    QVERIFY(publisher.publish({}, 10s).empty());
}

void TestKafkaMessagePublisher::refusesWhatIsTooLarge()
{
    MockCluster cluster(1);
    KafkaMessagePublisher publisher(cluster.settings());
    const std::vector<OutgoingMessage> messages{order("a", "small"), order("b", QByteArray(40 << 20, 'x')),
                                                order("c", "small")};
    const auto results = publisher.publish(messages, 10s);
    QVERIFY(results[0]);
    QVERIFY(!results[1]);
    QCOMPARE(results[1].error().code, ErrorCode::InvalidInput);
    QCOMPARE(results[1].error().kafkaError, static_cast<int>(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE));
    QVERIFY(results[2]);

    cluster.pushErrors(MockCluster::produceRequest, {RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE}); // the broker's own limit
    const auto refused = publisher.publish(std::span(messages).first(1), 10s);
    QCOMPARE(refused[0].error().code, ErrorCode::InvalidInput);
}

void TestKafkaMessagePublisher::givesUpInTime()
{
    BrokerSettings settings;
    settings.brokers = QStringLiteral("127.0.0.1:1");
    QElapsedTimer life;
    life.start();
    {
        KafkaMessagePublisher publisher(settings);
        const std::vector<OutgoingMessage> messages{order("a", "1"), order("b", "2")};
        const auto results = publisher.publish(messages, 500ms);
        QCOMPARE(results.size(), size_t(2));
        for (const auto& result : results) {
            QCOMPARE(result.error().code, ErrorCode::Unavailable);
            QVERIFY2(result.error().message.english().contains(QLatin1String("127.0.0.1:1")),
                     qPrintable(result.error().message.english()));
        }
    }
    QVERIFY2(life.elapsed() < 5000, qPrintable(QString::number(life.elapsed())));
}

void TestKafkaMessagePublisher::survivesAFatalError()
{
    MockCluster cluster(1);
    KafkaMessagePublisher publisher(cluster.settings());
    const std::vector<OutgoingMessage> messages{order("a", "1")};
    QVERIFY(publisher.publish(messages, 10s)[0]);
    // The broker has lost the producer's state behind its back: the sequence cannot go on.
    cluster.pushErrors(MockCluster::produceRequest, {RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER});
    const auto lost = publisher.publish(messages, 10s);
    QVERIFY(!lost[0]);
    QCOMPARE(lost[0].error().code, ErrorCode::Unavailable);
    QVERIFY(publisher.publish(messages, 10s)[0]);
}

void TestKafkaMessagePublisher::saysThatTheTopicIsMissing()
{
    const MockCluster cluster(1, false);
    auto settings = cluster.settings();
    settings.properties = {{"topic.metadata.propagation.max.ms", "200"}};
    KafkaMessagePublisher publisher(settings);
    const std::vector<OutgoingMessage> messages{order("a", "1")};
    const auto results = publisher.publish(messages, 10s);
    QCOMPARE(results[0].error().code, ErrorCode::NotFound);
}

void TestKafkaMessagePublisher::refusesBadProperties()
{
    BrokerSettings settings;
    settings.properties = {{"no.such.thing", "4711"}};
    KafkaMessagePublisher publisher(settings);
    const std::vector<OutgoingMessage> messages{order("a", "1"), order("b", "2")};
    const auto results = publisher.publish(messages, 1s);
    QCOMPARE(results.size(), size_t(2));
    QCOMPARE(results[1].error().code, ErrorCode::InvalidInput);
}

void TestKafkaMessagePublisher::manyMessages()
{
    const MockCluster cluster(8);
    auto settings = cluster.settings();
    settings.properties = {{"queue.buffering.max.messages", "1000"}}; // full again and again
    KafkaMessagePublisher publisher(settings);
    std::vector<OutgoingMessage> messages;
    for (int i = 0; i < 20'000; ++i)
        messages.push_back(order(QByteArray::number(i), "{}"));
    const auto results = publisher.publish(messages, 60s);
    QCOMPARE(std::count_if(results.begin(), results.end(), [](const auto& result) { return result.has_value(); }),
             20'000);
}

void TestKafkaMessagePublisher::throughTheEmbeddedBroker()
{
    const auto broker = EmbeddedBroker::start(QStringLiteral("orders"), 2);
    QVERIFY(broker);
    BrokerSettings settings;
    settings.brokers = (*broker)->bootstrapServers();
    QVERIFY(settings.brokers.startsWith(QLatin1String("127.0.0.1:")));
    KafkaMessagePublisher publisher(settings);
    QVERIFY(publisher.publish(std::vector{order("a", "1")}, 10s)[0]);

    KafkaMessageSource source(settings);
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 1; }, got));
    QCOMPARE(listener.held.size(), 2);
    QCOMPARE(got[0].value, QByteArray("1"));
}

ORDERDESK_TEST(TestKafkaMessagePublisher)
#include "TestKafkaMessagePublisher.moc"
