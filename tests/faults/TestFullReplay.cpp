#include "broker/KafkaMessagePublisher.h"
#include "support/IngestBench.h"
#include "support/MockCluster.h"
#include "support/OrderModel.h"
#include "support/PostgresFixture.h"

#include <QLoggingCategory>
#include <QTest>

#include <algorithm>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

constexpr int messages = 5000;
constexpr int partitions = 4;

} // namespace

/// The whole topic is read again, as after a lost group or a set-back offset: the database is what it was.
class TestFullReplay final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("orderdesk.*.info=false"));
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
    }

    void cleanupTestCase() { m_postgres.stop(); }

    void changesNoRow()
    {
        MockCluster cluster(partitions);
        OrderModel model;
        model.generate(messages, {.seed = 13, .invalidPercent = 3, .updatesPercent = 20});
        KafkaMessagePublisher publisher(cluster.settings());
        QCOMPARE(model.sendTo(publisher, QStringLiteral("orders")), QString());
        const IngestCounters first = readAll(cluster, model, QStringLiteral("first"), 1000);
        QCOMPARE(model.conservationProblem(first, m_postgres), QString());
        QCOMPARE(first.consumed, std::int64_t{messages});
        QVERIFY(first.stored >= model.orders());

        // Other batches, so that other versions of an order meet in one.
        const QStringList before = rows();
        const IngestCounters second = readAll(cluster, model, QStringLiteral("second"), 70);
        QCOMPARE(rows(), before);
        QCOMPARE(model.conservationProblem(second, m_postgres), QString());
        QCOMPARE(second.consumed, std::int64_t{messages});
        QCOMPARE(second.stored, std::int64_t{0});
        QCOMPARE(second.deadLettered, model.deadLetters());
    }

private:
    IngestCounters readAll(const MockCluster& cluster, const OrderModel& model, const QString& group, int batch)
    {
        BrokerSettings settings = cluster.settings();
        settings.group = group;
        IngestBench bench(m_postgres.settings(), settings);
        bench.settings.batchOrders = batch;
        bench.start();
        const bool read = QTest::qWaitFor(
            [&] {
                return std::all_of(model.ends().begin(), model.ends().end(), [&](const auto& end) {
                    return cluster.committed(settings, end.first) == end.second;
                });
            },
            60000);
        const IngestCounters counters = bench.counters();
        return read ? counters : IngestCounters{};
    }

    /// A fingerprint of each table: all columns and the transaction that wrote the row.
    QStringList rows()
    {
        QStringList fingerprints;
        for (const char* table : {"orders", "deliveries", "payments", "items", "dead_letters"}) {
            fingerprints += m_postgres.value(
                QStringLiteral("select md5(string_agg(line, '')) from (select t.xmin::text || t::text as line from %1 "
                               "t order by 1) lines")
                    .arg(QLatin1String(table)));
        }
        return fingerprints;
    }

    PostgresFixture m_postgres;
};

QTEST_GUILESS_MAIN(TestFullReplay)
#include "TestFullReplay.moc"
