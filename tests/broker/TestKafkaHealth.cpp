#include "broker/KafkaHealth.h"
#include "broker/KafkaLog.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;
using namespace std::chrono_literals;
using Level = ComponentState::Level;

namespace {

KafkaStatistics well()
{
    KafkaStatistics result;
    result.brokersUp = 1;
    result.groupSteady = true;
    return result;
}

KafkaHealth health()
{
    return {QStringLiteral("kafka.example:9092, other:9093"), QStringLiteral("orders")};
}

} // namespace

/// What librdkafka reports, turned into a state and a cause for people; and how often it may speak.
class TestKafkaHealth final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void causes_data();
    void causes();
    void oneLostConnectionIsNoOutage();
    void outageLastsUntilABrokerIsUp();
    void theParticularCauseOutlivesTheGeneral();
    void aMissingTopicIsNotHealedByAnIdleGroup();
    void unreachableLeaderDegrades();
    void aLongRebalanceDegrades();
    void sinceIsKeptWhileTheLevelStays();
    void throttle();
};

void TestKafkaHealth::causes_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char* name, rd_kafka_resp_err_t error, const char* reason, const QString& part,
                        const char* hint) {
        QTest::newRow(name) << static_cast<int>(error) << QByteArray(reason) << part << QString::fromLatin1(hint);
    };
    row("refused", RD_KAFKA_RESP_ERR__TRANSPORT,
        "kafka.example:9092/bootstrap: Connect to ipv4#10.0.0.1:9092 failed: Connection refused (after 0ms in state "
        "CONNECT)",
        QStringLiteral("cannot reach Kafka at kafka.example:9092 (connection refused)"), "is it running");
    row("resolve", RD_KAFKA_RESP_ERR__RESOLVE,
        "sasl_ssl://kafka.example:9092/bootstrap: Failed to resolve 'kafka.example:9092': Name or service not known",
        QStringLiteral("cannot reach Kafka at kafka.example:9092 (the host name cannot be resolved)"),
        "--kafka-brokers");
    row("timeout", RD_KAFKA_RESP_ERR__TRANSPORT, "other:9093/2: Connection setup timed out in state CONNECT",
        QStringLiteral("cannot reach Kafka at other:9093 (no answer)"), "is it running");
    row("advertised", RD_KAFKA_RESP_ERR__RESOLVE,
        "broker-1.internal:9092/1: Failed to resolve 'broker-1.internal:9092'",
        QStringLiteral("names broker-1.internal:9092"), "advertised.listeners");
    row("advertised coordinator", RD_KAFKA_RESP_ERR__TRANSPORT,
        "GroupCoordinator: broker-1.internal:9092: Connect to ipv4#10.0.0.9:9092 failed: Connection refused",
        QStringLiteral("names broker-1.internal:9092"), "advertised.listeners");
    row("login", RD_KAFKA_RESP_ERR__AUTHENTICATION,
        "sasl_plaintext://kafka.example:9092/bootstrap: SASL PLAIN authentication failed: Authentication failed",
        QStringLiteral("refuses the login"), "sasl.password");
    row("tls", RD_KAFKA_RESP_ERR__SSL,
        "ssl://kafka.example:9092/bootstrap: SSL handshake failed: certificate verify failed",
        QStringLiteral("TLS handshake"), "ssl.ca.location");
    row("plaintext listener", RD_KAFKA_RESP_ERR__TRANSPORT,
        "ssl://kafka.example:9092/bootstrap: SSL handshake failed: Disconnected: connecting to a PLAINTEXT broker "
        "listener?",
        QStringLiteral("TLS handshake"), "ssl.ca.location");
    row("tls listener", RD_KAFKA_RESP_ERR__TRANSPORT,
        "kafka.example:9092/bootstrap: Disconnected while requesting ApiVersion: might be caused by incorrect "
        "security.protocol",
        QStringLiteral("closes the connection at once"), "security.protocol");
    row("topic", RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, "Subscribed topic not available: orders",
        QStringLiteral("the topic \"orders\" does not exist"), "create it");
    row("topic rights", RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, "",
        QStringLiteral("does not let us use the topic \"orders\""), "ACLs");
    row("group rights", RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED, "", QStringLiteral("consumer group"), "ACLs");
    row("all down", RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, "2/2 brokers are down",
        QStringLiteral("cannot reach Kafka at kafka.example:9092, other:9093"), "is it running");
}

void TestKafkaHealth::causes()
{
    QFETCH(int, error);
    QFETCH(QByteArray, reason);
    QFETCH(QString, part);
    QFETCH(QString, hint);
    auto kafka = health();
    kafka.errorReported(static_cast<rd_kafka_resp_err_t>(error), reason);
    kafka.statisticsReceived({}, false); // no broker is up
    QCOMPARE(kafka.state().level, Level::Down);
    QVERIFY2(kafka.state().cause.english().contains(part), qPrintable(kafka.state().cause.english()));
    QVERIFY2(kafka.state().hint.english().contains(hint), qPrintable(kafka.state().hint.english()));
    QVERIFY2(!kafka.state().cause.english().contains(hint), qPrintable(kafka.state().cause.english()));
    kafka.provenWell();
    QCOMPARE(kafka.state().hint.english(), QString());
}

void TestKafkaHealth::oneLostConnectionIsNoOutage()
{
    auto kafka = health();
    QCOMPARE(kafka.state().level, Level::Starting);
    kafka.provenWell();
    kafka.errorReported(RD_KAFKA_RESP_ERR__TRANSPORT, "other:9093/2: Disconnected");
    QCOMPARE(kafka.state().level, Level::Ok);
    kafka.statisticsReceived(well(), true);
    QCOMPARE(kafka.state().level, Level::Ok);
    kafka.errorReported(RD_KAFKA_RESP_ERR__PARTITION_EOF, {});
    QCOMPARE(kafka.state().level, Level::Ok);
}

void TestKafkaHealth::outageLastsUntilABrokerIsUp()
{
    auto kafka = health();
    kafka.provenWell();
    kafka.errorReported(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, "1/1 brokers are down");
    QVERIFY(!kafka.brokersUp());
    for (int i = 0; i < 100; ++i)
        kafka.statisticsReceived({}, true); // no further error is reported
    QCOMPARE(kafka.state().level, Level::Down);
    kafka.statisticsReceived(well(), true);
    QCOMPARE(kafka.state().level, Level::Ok);
    QCOMPARE(kafka.state().cause.english(), QString());
}

void TestKafkaHealth::theParticularCauseOutlivesTheGeneral()
{
    auto kafka = health();
    kafka.errorReported(RD_KAFKA_RESP_ERR__AUTHENTICATION, "x:1/bootstrap: SASL authentication error");
    const auto cause = kafka.state().cause.english();
    kafka.errorReported(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, "1/1 brokers are down");
    kafka.errorReported(RD_KAFKA_RESP_ERR__TRANSPORT, "kafka.example:9092/bootstrap: Disconnected");
    QCOMPARE(kafka.state().cause.english(), cause);
}

void TestKafkaHealth::aMissingTopicIsNotHealedByAnIdleGroup()
{
    auto kafka = health();
    kafka.errorReported(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, "orders");
    kafka.statisticsReceived(well(), false);
    QCOMPARE(kafka.state().level, Level::Down);
    kafka.statisticsReceived(well(), true);
    QCOMPARE(kafka.state().level, Level::Ok);
}

void TestKafkaHealth::unreachableLeaderDegrades()
{
    auto kafka = health();
    kafka.provenWell();
    auto statistics = well();
    statistics.partitions.insert({QStringLiteral("orders"), 0}, {0, 1, 1, 0, true});
    statistics.partitions.insert({QStringLiteral("orders"), 1}, {0, 1, 1, 0, false});
    kafka.errorReported(RD_KAFKA_RESP_ERR__TRANSPORT, "other:9093/2: Connect failed: Connection refused");
    kafka.statisticsReceived(statistics, true);
    QCOMPARE(kafka.state().level, Level::Degraded);
    QVERIFY(kafka.state().cause.english().contains(QLatin1String("other:9093")));
}

void TestKafkaHealth::aLongRebalanceDegrades()
{
    auto kafka = health();
    kafka.provenWell();
    auto statistics = well();
    statistics.groupSteady = false;
    kafka.statisticsReceived(statistics, false);
    QCOMPARE(kafka.state().level, Level::Ok);
    kafka.statisticsReceived(statistics, false);
    kafka.statisticsReceived(statistics, false);
    QCOMPARE(kafka.state().level, Level::Degraded);
    kafka.statisticsReceived(well(), false);
    QCOMPARE(kafka.state().level, Level::Ok);
}

void TestKafkaHealth::sinceIsKeptWhileTheLevelStays()
{
    auto kafka = health();
    kafka.errorReported(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, {});
    const auto since = kafka.state().since;
    kafka.errorReported(RD_KAFKA_RESP_ERR__AUTHENTICATION, {});
    QCOMPARE(kafka.state().since.time_since_epoch().count(), since.time_since_epoch().count());
}

void TestKafkaHealth::throttle()
{
    LogThrottle throttle;
    const auto start = std::chrono::steady_clock::now();
    QCOMPARE(throttle.admit("FAIL", start).value(), 0);
    QVERIFY(!throttle.admit("FAIL", start + 1s));
    QCOMPARE(throttle.admit("ERROR", start + 1s).value(), 0);
    QVERIFY(!throttle.admit("FAIL", start + 4999ms));
    QCOMPARE(throttle.admit("FAIL", start + 5s).value(), 2);
    QVERIFY(!throttle.admit("FAIL", start + 6s));
    QCOMPARE(throttle.admit("FAIL", start + 1h).value(), 1);
}

ORDERDESK_TEST(TestKafkaHealth)
#include "TestKafkaHealth.moc"
