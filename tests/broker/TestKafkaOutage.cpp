#include "broker/KafkaMessageSource.h"
#include "support/MockCluster.h"
#include "support/TestRegistration.h"

#include <QElapsedTimer>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;
using Level = ComponentState::Level;

namespace {

constexpr qint64 longestLife = 6000; // the bound MessageSource::close() promises, with the way in
const TopicPartition first{QStringLiteral("orders"), 0};

} // namespace

/// What the consumer says and does when Kafka does not work.
class TestKafkaOutage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recoversWhenTheBrokerIsBack();
    void livesAndDiesWithADeadBroker();
    void closesWhileTheBrokerIsDown();
    void waitsForAMissingTopic();
    void commitsInTheEnd();
    void fatalErrorIsAnError();
    void saysThatTheTlsHandshakeFails();
    void refusesBadProperties_data();
    void refusesBadProperties();
};

void TestKafkaOutage::recoversWhenTheBrokerIsBack()
{
    MockCluster cluster(2);
    cluster.fill(10, 2);
    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QCOMPARE(source.snapshot().state.level, Level::Starting);
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 10; }, got));
    QVERIFY(pollUntil(
        source, [&] { return source.snapshot().state.level == Level::Ok; }, got));

    cluster.setDown(true);
    QVERIFY(pollUntil(
        source, [&] { return source.snapshot().state.level == Level::Down; }, got));
    const auto cause = source.snapshot().state.cause.english();
    QVERIFY2(cause.contains(cluster.settings().brokers), qPrintable(cause));
    QVERIFY(source.snapshot().state.since > Timestamp{});

    cluster.setDown(false);
    QVERIFY(pollUntil(
        source, [&] { return source.snapshot().state.level == Level::Ok; }, got));
    QCOMPARE(source.snapshot().state.cause.english(), QString());
    cluster.fill(10, 2);
    QVERIFY(pollUntil(
        source, [&] { return got.back().position.offset == 9 && got.size() >= 20; }, got));
}

void TestKafkaOutage::livesAndDiesWithADeadBroker()
{
    QElapsedTimer life;
    life.start();
    {
        BrokerSettings settings;
        settings.brokers = QStringLiteral("127.0.0.1:1");
        KafkaMessageSource source(settings);
        RecordingListener listener;
        QVERIFY(source.open(listener));
        std::vector<Message> got;
        QVERIFY(pollUntil(
            source, [&] { return source.snapshot().state.level == Level::Down; }, got, 5s));
        QCOMPARE(source.snapshot().state.cause.english(),
                 QStringLiteral("cannot reach Kafka at 127.0.0.1:1 (connection refused)"));
        QCOMPARE(source.snapshot().state.hint.english(),
                 QStringLiteral("is it running, and is --kafka-brokers right?"));
        QVERIFY(!source.snapshot().lag);
        source.close();
    }
    QVERIFY2(life.elapsed() < longestLife, qPrintable(QString::number(life.elapsed())));
}

void TestKafkaOutage::closesWhileTheBrokerIsDown()
{
    MockCluster cluster(1);
    cluster.fill(10, 1);
    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 10; }, got));
    cluster.setDown(true);
    source.storeOffsets({{first, 10}});

    QElapsedTimer closing;
    closing.start();
    source.close();
    QCOMPARE(listener.revocations, 1);
    QVERIFY2(closing.elapsed() < longestLife, qPrintable(QString::number(closing.elapsed())));
}

void TestKafkaOutage::waitsForAMissingTopic()
{
    MockCluster cluster(1, false);
    auto settings = cluster.settings();
    settings.properties = {{"topic.metadata.refresh.interval.ms", "500"}};
    KafkaMessageSource source(settings);
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return source.snapshot().state.level == Level::Down; }, got));
    QCOMPARE(source.snapshot().state.cause.english(), QStringLiteral("the topic \"orders\" does not exist"));
    QCOMPARE(source.snapshot().state.hint.english(), QStringLiteral("create it, or let the broker create topics"));
    cluster.setTopicError(QStringLiteral("orders"), RD_KAFKA_RESP_ERR_NO_ERROR);
    // The mock coordinator needs up to two rebalances of 10 s for it.
    QVERIFY(pollUntil(
        source, [&] { return source.snapshot().state.level == Level::Ok; }, got, 60s));
    QVERIFY(!listener.held.isEmpty());
}

void TestKafkaOutage::commitsInTheEnd()
{
    MockCluster cluster(1);
    cluster.fill(10, 1);
    KafkaMessageSource source(cluster.settings());
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return got.size() == 10; }, got));
    cluster.pushErrors(MockCluster::offsetCommitRequest,
                       {RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS, RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT,
                        RD_KAFKA_RESP_ERR_NOT_COORDINATOR, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE,
                        RD_KAFKA_RESP_ERR__TRANSPORT});
    source.storeOffsets({{first, 10}});
    QVERIFY(pollUntil(
        source, [&] { return cluster.committed(cluster.settings(), 0) == 10; }, got));
}

void TestKafkaOutage::fatalErrorIsAnError()
{
    MockCluster cluster(1);
    auto settings = cluster.settings();
    settings.properties = {{"group.instance.id", "desk-1"}, {"heartbeat.interval.ms", "100"}};
    KafkaMessageSource source(settings);
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return listener.held.size() == 1; }, got));
    // What Kafka answers when a second process joins under the same group.instance.id.
    cluster.pushErrors(MockCluster::heartbeatRequest, {RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID});
    Result<std::optional<Message>> polled;
    for (int i = 0; i < 100 && polled; ++i)
        polled = source.poll(100ms);
    QVERIFY(!polled);
    QVERIFY2(polled.error().message.english().contains(QLatin1String("FENCED_INSTANCE_ID")),
             qPrintable(polled.error().message.english()));
    QVERIFY(!source.poll(0ms));

    settings.properties.clear();
    KafkaMessageSource anew(settings);
    RecordingListener again;
    source.close();
    QVERIFY(anew.open(again));
    QVERIFY(pollUntil(
        anew, [&] { return again.held.size() == 1; }, got));
}

void TestKafkaOutage::saysThatTheTlsHandshakeFails()
{
    const MockCluster cluster(1); // speaks plaintext
    auto settings = cluster.settings();
    settings.properties = {{"security.protocol", "ssl"}};
    KafkaMessageSource source(settings);
    RecordingListener listener;
    QVERIFY(source.open(listener));
    std::vector<Message> got;
    QVERIFY(pollUntil(
        source, [&] { return source.snapshot().state.level == Level::Down; }, got));
    QVERIFY2(source.snapshot().state.hint.english().contains(QLatin1String("security.protocol")),
             qPrintable(source.snapshot().state.cause.english()));
}

void TestKafkaOutage::refusesBadProperties_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("reason");
    QTest::newRow("unknown") << QByteArray("no.such.thing") << QByteArray("4711") << QStringLiteral("no.such.thing");
    QTest::newRow("bad value") << QByteArray("fetch.wait.max.ms") << QByteArray("471147114711")
                               << QStringLiteral("fetch.wait.max.ms");
    QTest::newRow("bad enum") << QByteArray("security.protocol") << QByteArray("4711")
                              << QStringLiteral("security.protocol");
    QTest::newRow("ours") << QByteArray("enable.auto.commit") << QByteArray("4711")
                          << QStringLiteral("enable.auto.commit");
    QTest::newRow("unreadable file") << QByteArray("ssl.ca.location") << QByteArray("/nowhere/ca.pem")
                                     << QStringLiteral("ssl.ca.location");
}

void TestKafkaOutage::refusesBadProperties()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QString, reason);
    BrokerSettings settings;
    settings.properties = {{"security.protocol", "ssl"}, {name, value}};
    KafkaMessageSource source(settings);
    RecordingListener listener;
    const auto opened = source.open(listener);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::InvalidInput);
    QVERIFY2(opened.error().message.english().contains(reason), qPrintable(opened.error().message.english()));
    QVERIFY2(!opened.error().message.english().contains(QLatin1String("4711")),
             qPrintable(opened.error().message.english()));
    QVERIFY(!source.poll(0ms));
}

ORDERDESK_TEST(TestKafkaOutage)
#include "TestKafkaOutage.moc"
