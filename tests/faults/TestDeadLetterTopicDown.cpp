#include "broker/KafkaMessagePublisher.h"
#include "broker/KafkaMessageSource.h"
#include "generator/OrderComposer.h"
#include "support/IngestBench.h"
#include "support/MockCluster.h"
#include "support/OrderModel.h"
#include "support/PostgresFixture.h"
#include "support/TestRegistration.h"

#include <QLoggingCategory>
#include <QTest>

#include <atomic>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

constexpr int batch = 10;
constexpr int badOffset = 25;
constexpr int messages = 60;
constexpr std::int64_t batchOfTheBad = badOffset / batch * batch;

const QString deadLetterTopic = QStringLiteral("dead");

/// What the real publisher acknowledged, and how far the group had committed at that moment.
struct Acknowledgements
{
    std::atomic<int> count = 0;
    std::atomic<std::int64_t> committedAtLast = -1;
};

/// A KafkaMessagePublisher whose acknowledgements are noted.
class WatchedPublisher final : public MessagePublisher
{
public:
    WatchedPublisher(BrokerSettings settings, const MockCluster& orders, Acknowledgements& acknowledgements)
        : m_publisher(std::move(settings))
        , m_orders(orders)
        , m_acknowledgements(acknowledgements)
    {
    }

    std::vector<Result<MessagePosition>> publish(std::span<const OutgoingMessage> outgoing,
                                                 std::chrono::milliseconds timeout) override
    {
        auto results = m_publisher.publish(outgoing, timeout);
        for (const auto& result : results) {
            if (result) {
                ++m_acknowledgements.count;
                m_acknowledgements.committedAtLast = m_orders.committed(m_orders.settings(), 0);
            }
        }
        return results;
    }

private:
    KafkaMessagePublisher m_publisher;
    const MockCluster& m_orders;
    Acknowledgements& m_acknowledgements;
};

enum class Fault { NotAuthorized, Missing, Refused, TooFewReplicas, Away };

} // namespace

Q_DECLARE_METATYPE(Fault)

/// With a dead-letter topic set, its acknowledgement comes before the offset: while the topic does not work nothing
/// moves past the bad message's batch, and it says so.
class TestDeadLetterTopicDown final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("orderdesk.*.info=false\norderdesk.*.warning=false"));
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
    }

    void cleanupTestCase() { m_postgres.stop(); }

    void holdsTheOffsetAndGoesOn_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<bool>("restart");
        QTest::newRow("no permission") << Fault::NotAuthorized << false;
        QTest::newRow("the topic does not exist") << Fault::Missing << false;
        QTest::newRow("produce requests are refused") << Fault::Refused << false;
        QTest::newRow("too few replicas") << Fault::TooFewReplicas << false;
        QTest::newRow("its brokers are away") << Fault::Away << false;
        QTest::newRow("no permission, restarted meanwhile") << Fault::NotAuthorized << true;
    }

    void holdsTheOffsetAndGoesOn()
    {
        QFETCH(Fault, fault);
        QFETCH(bool, restart);
        m_postgres.empty();
        MockCluster orders(1);
        MockCluster deadLetters(1);
        deadLetters.createTopic(deadLetterTopic, 1);
        OrderModel model;
        const QByteArray bad = fill(model);
        KafkaMessagePublisher publisher(orders.settings());
        QCOMPARE(model.sendTo(publisher, QStringLiteral("orders")), QString());
        begin(fault, deadLetters);

        Acknowledgements acknowledgements;
        IngestBench bench(m_postgres.settings(), orders.settings());
        bench.settings.batchOrders = batch;
        bench.settings.batchDelay = std::chrono::hours(1); // only full batches
        bench.settings.deadLetterTopic = deadLetterTopic;
        bench.parts.makePublisher = [&] {
            return std::make_unique<WatchedPublisher>(deadLetters.settings(), orders, acknowledgements);
        };
        bench.start();
        QTRY_COMPARE_WITH_TIMEOUT(orders.committed(orders.settings(), 0), batchOfTheBad, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(
            bench.snapshot().ingest.cause.english().startsWith(QStringLiteral("dead-letter topic: ")), 30000);
        QCOMPARE(bench.snapshot().ingest.level, ComponentState::Level::Down);
        QCOMPARE(acknowledgements.count, 0);
        QCOMPARE(orders.committed(orders.settings(), 0), batchOfTheBad);
        if (restart) {
            bench.stop();
            QCOMPARE(orders.committed(orders.settings(), 0), batchOfTheBad);
        }
        end(fault, deadLetters);
        if (restart) {
            bench.start();
        }
        QTRY_COMPARE_WITH_TIMEOUT(orders.committed(orders.settings(), 0), std::int64_t{messages}, 60000);
        const IngestSnapshot after = bench.snapshot();
        bench.stop();

        QCOMPARE(after.ingest.level, ComponentState::Level::Ok);
        QCOMPARE(model.conservationProblem(after.counters, m_postgres), QString());
        QCOMPARE(deadLetters.pendingErrors(MockCluster::produceRequest), 0);
        QCOMPARE(acknowledgements.count, 1);
        QCOMPARE(acknowledgements.committedAtLast, batchOfTheBad);
        const std::vector<Message> published = readAll(deadLetters);
        QCOMPARE(published.size(), std::size_t{1});
        QCOMPARE(published.front().value, std::optional(bad));
        QVERIFY(published.front().headers.contains({"__connect.errors.offset", "25"}));
    }

private:
    /// One bad message among good ones; returns its bytes.
    static QByteArray fill(OrderModel& model)
    {
        OrderGenerator invalid({.seed = 3, .invalidPercent = 100});
        const GeneratedMessage bad = invalid.next();
        for (int i = 0; i < messages; ++i) {
            if (i == badOffset) {
                model.add(bad);
            } else {
                model.addOrder(composeOrder(1, static_cast<std::uint64_t>(i), 0));
            }
        }
        return bad.json;
    }

    static void pushRefusals(MockCluster& cluster, int count, rd_kafka_resp_err_t error)
    {
        for (int i = 0; i < count; ++i) {
            cluster.pushErrors(MockCluster::produceRequest, {error});
        }
    }

    static void begin(Fault fault, MockCluster& cluster)
    {
        switch (fault) {
        case Fault::NotAuthorized:
            cluster.setTopicError(deadLetterTopic, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED);
            break;
        case Fault::Missing:
            cluster.setTopicError(deadLetterTopic, RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
            break;
        case Fault::Refused: // each costs a try, seven take about seven seconds
            pushRefusals(cluster, 7, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED);
            break;
        case Fault::TooFewReplicas: // librdkafka asks ten times a second by itself
            pushRefusals(cluster, 150, RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS);
            break;
        case Fault::Away:
            cluster.setDown(true);
            break;
        }
    }

    static void end(Fault fault, MockCluster& cluster)
    {
        switch (fault) {
        case Fault::NotAuthorized:
        case Fault::Missing:
            cluster.setTopicError(deadLetterTopic, RD_KAFKA_RESP_ERR_NO_ERROR);
            break;
        case Fault::Refused:
        case Fault::TooFewReplicas: // ends by itself
            break;
        case Fault::Away:
            cluster.setDown(false);
            break;
        }
    }

    static std::vector<Message> readAll(const MockCluster& cluster)
    {
        BrokerSettings settings = cluster.settings();
        settings.topic = deadLetterTopic;
        KafkaMessageSource source(settings);
        RecordingListener listener;
        std::vector<Message> got;
        if (source.open(listener)) {
            pollUntil(
                source, [&] { return !got.empty() && source.snapshot().lag == got.size(); }, got);
        }
        return got;
    }

    PostgresFixture m_postgres;
};

ORDERDESK_TEST(TestDeadLetterTopicDown)
#include "TestDeadLetterTopicDown.moc"
