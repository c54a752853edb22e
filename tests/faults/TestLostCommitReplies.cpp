#include "generator/OrderComposer.h"
#include "support/FakeMessageSource.h"
#include "support/IngestBench.h"
#include "support/OrderModel.h"
#include "support/PostgresFixture.h"
#include "support/TcpProxy.h"
#include "support/TestRegistration.h"

#include <QLoggingCategory>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

constexpr int batches = 200;
constexpr int batch = 10;
constexpr int orders = 95;
constexpr int versions = 20;
constexpr int invalidEach = 5; // of a round: one of each order
static_assert((orders + invalidEach) * versions == batches * batch);

} // namespace

/// PostgreSQL commits and the reply never arrives: nobody knows, and it must make no difference.
class TestLostCommitReplies final : public QObject
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

    void eachMessageEndsOnce()
    {
        // The versions of an order are a hundred messages apart: never two in one batch, so each is a revision.
        FakeTopic topic;
        OrderModel model;
        OrderGenerator invalid({.seed = 3, .invalidPercent = 100});
        for (int version = 0; version < versions; ++version) {
            for (int i = 0; i < orders; ++i) {
                model.addOrder(composeOrder(1, static_cast<std::uint64_t>(i), static_cast<std::uint32_t>(version)));
            }
            for (int i = 0; i < invalidEach; ++i) {
                model.add(invalid.next());
            }
        }
        model.sendTo(topic);

        TcpProxy proxy(m_postgres.serverHost(), m_postgres.serverPort());
        IngestBench bench(m_postgres.settingsVia(QStringLiteral("127.0.0.1"), proxy.port()), topic);
        bench.settings.batchOrders = batch;
        bench.settings.batchDelay = std::chrono::hours(1); // only full batches
        proxy.cutAnswerTo("COMMIT");
        bench.onCommit = [&proxy] { proxy.cutAnswerTo("COMMIT"); }; // the next batch's
        bench.start();
        QTRY_COMPARE_WITH_TIMEOUT(topic.committed(0), topic.end(0), 120000);
        const IngestCounters counters = bench.counters();
        bench.stop();

        QCOMPARE(proxy.cuts(), batches);
        QCOMPARE(model.conservationProblem(counters, m_postgres), QString());
        QCOMPARE(counters.consumed, std::int64_t{batches * batch});
        QCOMPARE(counters.stored + counters.unchanged, std::int64_t{orders * versions});
        QCOMPARE(counters.deadLettered, std::int64_t{invalidEach * versions});
        QCOMPARE(m_postgres.value(QStringLiteral("select min(revision) || ' ' || max(revision) from orders")),
                 QStringLiteral("%1 %1").arg(versions));
    }

    void theCacheIsNotLeftBehind()
    {
        m_postgres.empty();
        FakeTopic topic;
        TcpProxy proxy(m_postgres.serverHost(), m_postgres.serverPort());
        IngestBench bench(m_postgres.settingsVia(QStringLiteral("127.0.0.1"), proxy.port()), topic);
        OrderModel model;
        model.addOrder(composeOrder(1, 0, 0));
        model.sendTo(topic);
        bench.start();
        QTRY_COMPARE(topic.committed(0), 1);
        proxy.cutAnswerTo("COMMIT");
        const Order update = composeOrder(1, 0, 1);
        model.addOrder(update);
        model.sendTo(topic);
        QTRY_COMPARE(topic.committed(0), 2);
        const IngestCounters counters = bench.counters();
        bench.stop();
        QCOMPARE(proxy.cuts(), 1);
        QCOMPARE(model.conservationProblem(counters, m_postgres), QString());
        const auto cached = bench.cache().find(update.orderUid);
        QVERIFY(!cached || cached->revision == 2);
    }

private:
    PostgresFixture m_postgres;
};

ORDERDESK_TEST(TestLostCommitReplies)
#include "TestLostCommitReplies.moc"
