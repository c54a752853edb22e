#include "broker/KafkaMessagePublisher.h"
#include "support/IngestBench.h"
#include "support/MockCluster.h"
#include "support/OrderModel.h"
#include "support/PostgresFixture.h"
#include "support/TestRegistration.h"

#include <QLoggingCategory>
#include <QTest>

#include <algorithm>

using namespace orderdesk;
using namespace orderdesk::test;

Q_DECLARE_METATYPE(rd_kafka_resp_err_t)

namespace {

constexpr int partitions = 4;
constexpr int messages = 2000;

} // namespace

/// The group's coordinator refuses commits: some kinds are tried again, some cost the assignment, and what was not
/// committed comes again.
class TestOffsetCommitErrors final : public QObject
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

    void everythingIsCommittedInTheEnd_data()
    {
        QTest::addColumn<rd_kafka_resp_err_t>("error");
        QTest::newRow("ILLEGAL_GENERATION") << RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION;
        QTest::newRow("UNKNOWN_MEMBER_ID") << RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID;
        QTest::newRow("REBALANCE_IN_PROGRESS") << RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS;
        QTest::newRow("NOT_COORDINATOR") << RD_KAFKA_RESP_ERR_NOT_COORDINATOR;
        QTest::newRow("COORDINATOR_NOT_AVAILABLE") << RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE;
        QTest::newRow("REQUEST_TIMED_OUT") << RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT;
    }

    void everythingIsCommittedInTheEnd()
    {
        QFETCH(rd_kafka_resp_err_t, error);
        m_postgres.empty();
        MockCluster cluster(partitions);
        OrderModel model;
        model.generate(messages / 2, {.seed = 11, .invalidPercent = 3, .updatesPercent = 10});
        KafkaMessagePublisher publisher(cluster.settings());
        QCOMPARE(model.sendTo(publisher, QStringLiteral("orders")), QString());
        cluster.pushErrors(MockCluster::offsetCommitRequest, {error, error});
        IngestBench bench(m_postgres.settings(), cluster.settings());
        bench.settings.batchOrders = 100;
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(isCommitted(cluster, model), 60000);
        QCOMPARE(cluster.pendingErrors(MockCluster::offsetCommitRequest), 0);

        // And once more while it runs.
        cluster.pushErrors(MockCluster::offsetCommitRequest, {error, error});
        model.generate(messages / 2, {.seed = 12, .invalidPercent = 3, .updatesPercent = 10});
        QCOMPARE(model.sendTo(publisher, QStringLiteral("orders")), QString());
        QTRY_VERIFY_WITH_TIMEOUT(isCommitted(cluster, model), 60000);
        QCOMPARE(cluster.pendingErrors(MockCluster::offsetCommitRequest), 0);
        const IngestCounters counters = bench.counters();
        bench.stop();

        QCOMPARE(model.conservationProblem(counters, m_postgres), QString());
        QVERIFY(counters.consumed >= messages);
    }

private:
    static bool isCommitted(const MockCluster& cluster, const OrderModel& model)
    {
        return std::all_of(model.ends().begin(), model.ends().end(), [&](const auto& end) {
            return cluster.committed(cluster.settings(), end.first) == end.second;
        });
    }

    PostgresFixture m_postgres;
};

ORDERDESK_TEST(TestOffsetCommitErrors)
#include "TestOffsetCommitErrors.moc"
