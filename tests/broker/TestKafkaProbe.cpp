#include "broker/KafkaProbe.h"
#include "support/MockCluster.h"
#include "support/TestRegistration.h"

#include <QElapsedTimer>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

/// The trial connection against librdkafka's mock broker.
class TestKafkaProbe final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheTopic();
    void saysThatTheTopicIsMissingAndDoesNotCreateIt();
    void saysSoonThatNobodyListens();
    void refusesBadProperties();
    void saysThatTheTopicIsForbidden();
    void givesUpInTime();
    void canBeEnded();

private:
    const std::atomic<bool> m_go{false};
};

void TestKafkaProbe::findsTheTopic()
{
    const MockCluster cluster(3);
    const auto found = probeKafka(cluster.settings(), 10s, m_go);
    QVERIFY2(found.has_value(), found ? "" : qPrintable(explained(found.error())));
    QCOMPARE(found->brokers, 1);
    QCOMPARE(found->partitions, std::optional(3));
    QVERIFY(found->clusterId.startsWith(QStringLiteral("mockCluster")));
    QVERIFY(kafkaLibraryVersion().section(QLatin1Char('.'), 0, 0).toInt() >= 2);
}

void TestKafkaProbe::saysThatTheTopicIsMissingAndDoesNotCreateIt()
{
    const MockCluster cluster(1, false);
    for (int round = 0; round < 2; ++round) {
        const auto found = probeKafka(cluster.settings(), 10s, m_go);
        QVERIFY2(found.has_value(), found ? "" : qPrintable(explained(found.error())));
        QVERIFY(!found->partitions);
    }
}

void TestKafkaProbe::saysSoonThatNobodyListens()
{
    MockCluster cluster(1);
    const BrokerSettings settings = cluster.settings();
    cluster.setDown(true);
    QElapsedTimer clock;
    clock.start();
    BrokerSettings closed = settings;
    closed.brokers = QStringLiteral("127.0.0.1:1");
    const auto found = probeKafka(closed, 30s, m_go);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::Unavailable);
    QVERIFY2(found.error().message.english().contains(QStringLiteral("refused")), qPrintable(explained(found.error())));
    QVERIFY(clock.elapsed() < 15'000);
}

void TestKafkaProbe::refusesBadProperties()
{
    const MockCluster cluster(1);
    BrokerSettings settings = cluster.settings();
    settings.properties.emplace_back("no.such.property", "x");
    const auto found = probeKafka(settings, 10s, m_go);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::InvalidInput);
}

void TestKafkaProbe::saysThatTheTopicIsForbidden()
{
    MockCluster cluster(1);
    cluster.setTopicError(QStringLiteral("orders"), RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED);
    const auto found = probeKafka(cluster.settings(), 10s, m_go);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::AccessRefused);
    QVERIFY2(explained(found.error()).contains(QStringLiteral("ACL")), qPrintable(explained(found.error())));
}

void TestKafkaProbe::givesUpInTime()
{
    BrokerSettings settings;
    settings.brokers = QStringLiteral("192.0.2.1:9092"); // never answers (RFC 5737)
    QElapsedTimer clock;
    clock.start();
    QVERIFY(!probeKafka(settings, 1s, m_go));
    QVERIFY(clock.elapsed() < 10'000);
}

void TestKafkaProbe::canBeEnded()
{
    const std::atomic<bool> stop{true};
    BrokerSettings settings;
    settings.brokers = QStringLiteral("192.0.2.1:9092");
    const auto found = probeKafka(settings, 60s, stop);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::Cancelled);
}

ORDERDESK_TEST(TestKafkaProbe)
#include "TestKafkaProbe.moc"
