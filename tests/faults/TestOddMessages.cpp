#include "broker/KafkaMessagePublisher.h"
#include "domain/OrderEncoder.h"
#include "generator/OrderComposer.h"
#include "support/IngestBench.h"
#include "support/MockCluster.h"
#include "support/OrderModel.h"
#include "support/PostgresFixture.h"
#include "support/TestRegistration.h"

#include <QLoggingCategory>
#include <QTest>
#include <QUuid>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

constexpr qsizetype limit = 1024 * 1024; // --max-message-size

using Headers = MessageHeaders;

Headers manyHeaders()
{
    Headers headers;
    for (int i = 0; i < 5000; ++i) {
        headers.append({"header-" + QByteArray::number(i % 100), QByteArray::number(i)});
    }
    return headers;
}

Headers binaryHeaders()
{
    return {{"\xff\xfe\x01", QByteArray("\0\xff\x80\0", 4)}, {"", ""}, {"\xff\xfe\x01", "again"}};
}

} // namespace

/// What else a message can be (README, "What an order must satisfy"), on a real Kafka: sizes that the mock broker and
/// most tests never see. Between any two of them stands a good order, which must not notice.
class TestOddMessages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_broker.brokers = qEnvironmentVariable("ORDERDESK_KAFKA_BROKERS");
        if (m_broker.brokers.isEmpty() || m_broker.brokers == QLatin1String("embedded")) {
            QSKIP("ORDERDESK_KAFKA_BROKERS names no real Kafka: ./dev.sh test starts one");
        }
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        m_broker.topic = QStringLiteral("orderdesk-test-odd-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
        m_broker.group = m_broker.topic;
    }

    void cleanupTestCase() { m_postgres.stop(); }

    void eachEndsWhereTheTableSays()
    {
        OrderModel model;
        const auto refuse = [&](std::optional<QByteArray> value, const char* code, Headers headers = {}) {
            model.addRefused({{}, QByteArrayLiteral("key"), std::move(value), std::move(headers)}, code);
            model.addOrder(nextOrder());
        };
        const auto accept = [&](OutgoingMessage message) {
            model.addOrder(m_order, std::move(message));
            model.addOrder(nextOrder());
        };
        model.addOrder(nextOrder());
        refuse({}, "tombstone");
        refuse(QByteArrayLiteral(""), "empty_message");
        refuse(ofSize(limit + 1), "message_too_large");
        refuse(ofSize(5'000'000), "message_too_large");
        refuse(ofSize(20'000'000), "message_too_large", {{"trace", "abc"}});
        refuse(QByteArrayLiteral("nonsense"), "invalid_json", manyHeaders());
        refuse(QByteArrayLiteral("nonsense"), "invalid_json", binaryHeaders());
        nextOrder();
        accept({{}, numberOf(m_order), ofSize(limit), {}});
        nextOrder();
        const std::string differs = m_order.orderUid;
        accept({{}, QByteArrayLiteral("somebody else's"), encodeOrder(m_order), {}});
        nextOrder();
        accept({{}, std::nullopt, encodeOrder(m_order), {}});
        nextOrder();
        accept({{}, numberOf(m_order), encodeOrder(m_order), manyHeaders()});
        nextOrder();
        accept({{}, numberOf(m_order), encodeOrder(m_order), binaryHeaders()});
        KafkaMessagePublisher publisher(m_broker);
        QCOMPARE(model.sendTo(publisher, m_broker.topic), QString());

        IngestBench bench(m_postgres.settings(), m_broker);
        bench.settings.maxMessageSize = limit;
        bench.start();
        QTRY_COMPARE_WITH_TIMEOUT(bench.counters().consumed, model.orders() + model.deadLetters(), 60000);
        QTRY_COMPARE_WITH_TIMEOUT(bench.snapshot().lag, std::optional<std::int64_t>(0), 60000);
        const IngestCounters counters = bench.counters();
        bench.stop();

        QCOMPARE(model.conservationProblem(counters, m_postgres), QString());
        QCOMPARE(counters.stored, model.orders());
        QCOMPARE(counters.deadLettered, std::int64_t{7});
        QCOMPARE(counters.withWarnings, std::int64_t{1});
        QVERIFY(m_postgres
                    .value(QStringLiteral("select warnings from orders where order_uid = '%1'")
                               .arg(QString::fromStdString(differs)))
                    .contains(QStringLiteral("\"key_differs\"")));
        QCOMPARE(m_postgres.value(QStringLiteral("select max(length(value)) from dead_letters")),
                 QStringLiteral("20000000"));
    }

private:
    static QByteArray numberOf(const Order& order) { return QByteArray::fromStdString(order.orderUid); }

    const Order& nextOrder()
    {
        m_order = composeOrder(21, m_next++, 0);
        return m_order;
    }

    /// The current order, padded with the spaces that JSON allows.
    QByteArray ofSize(qsizetype size) const { return encodeOrder(m_order).leftJustified(size, ' '); }

    PostgresFixture m_postgres;
    BrokerSettings m_broker;
    Order m_order = composeOrder(21, 0, 0);
    std::uint64_t m_next = 1;
};

ORDERDESK_TEST(TestOddMessages)
#include "TestOddMessages.moc"
