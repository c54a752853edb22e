#include "generator/OrderComposer.h"
#include "storage/PostgresOrderStore.h"
#include "support/FakeMessageSource.h"
#include "support/IngestBench.h"
#include "support/OrderModel.h"
#include "support/PostgresFixture.h"
#include "support/TestRegistration.h"

#include <QLoggingCategory>
#include <QTest>

#include <atomic>
#include <bit>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

constexpr int batch = 1000;
constexpr int isolatingMost = 2 * std::bit_width(unsigned{batch - 1}) + 1; // 2·log2(batch) + 1

/// Transactions begun, by what they hold.
struct Transactions
{
    std::atomic<int> withOrders = 0;
    std::atomic<int> deadLettersOnly = 0;
    std::atomic<int> refused = 0;
};

/// A PostgresOrderStore whose transactions are counted.
class CountedOrderStore final : public OrderStore
{
public:
    CountedOrderStore(DatabaseSettings settings, Transactions& transactions)
        : m_store(std::move(settings))
        , m_transactions(transactions)
    {
    }

    Result<std::vector<WrittenOrder>> write(std::span<const IncomingOrder> orders,
                                            std::span<const DeadLetter> deadLetters,
                                            std::span<LogPosition> positions = {}) override
    {
        if (!orders.empty()) {
            ++m_transactions.withOrders;
        } else if (!deadLetters.empty()) {
            ++m_transactions.deadLettersOnly;
        }
        auto written = m_store.write(orders, deadLetters, positions);
        m_transactions.refused += written ? 0 : 1;
        return written;
    }

    Result<KnownLogs> knownLogs(const QList<TopicPartition>& partitions) override
    {
        return m_store.knownLogs(partitions);
    }

private:
    PostgresOrderStore m_store;
    Transactions& m_transactions;
};

} // namespace

/// Orders that satisfy every rule and that PostgreSQL refuses all the same: a constraint that somebody added.
class TestPoison final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("orderdesk.ingest=false")); // a line for each culprit
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        m_postgres.query(QStringLiteral("alter table items add constraint no_poison check (brand <> 'poison')"));
    }

    void cleanupTestCase() { m_postgres.stop(); }

    void onlyTheCulpritsAreDeadLettered_data()
    {
        QTest::addColumn<int>("perThousand");
        QTest::addColumn<bool>("withInvalid");
        for (const bool withInvalid : {false, true}) {
            const char* also = withInvalid ? ", invalid ones between" : "";
            QTest::addRow("one message%s", also) << 1 << withInvalid;
            QTest::addRow("1 %%%s", also) << 10 << withInvalid;
            QTest::addRow("50 %%%s", also) << 500 << withInvalid;
            QTest::addRow("100 %%%s", also) << 1000 << withInvalid;
        }
    }

    void onlyTheCulpritsAreDeadLettered()
    {
        QFETCH(int, perThousand);
        QFETCH(bool, withInvalid);
        m_postgres.empty();
        FakeTopic topic;
        OrderModel model;
        const int culprits = fill(model, perThousand, withInvalid);
        QVERIFY(culprits > 0);
        model.generate(batch, {.seed = 2}); // and the process goes on
        model.sendTo(topic);
        const qint64 rolledBackBefore = rolledBack();
        Transactions transactions;
        IngestBench bench(m_postgres.settings(), topic);
        bench.settings.batchOrders = batch;
        bench.settings.batchDelay = std::chrono::hours(1); // only full batches
        bench.parts.makeStore = [&] {
            return std::make_unique<CountedOrderStore>(m_postgres.settings(), transactions);
        };
        bench.start();
        QTRY_COMPARE_WITH_TIMEOUT(topic.committed(0), topic.end(0), 60000);
        const IngestCounters counters = bench.counters();
        bench.stop();

        // PostgreSQL's own account of those that failed.
        QTRY_COMPARE(rolledBack() - rolledBackBefore, qint64{transactions.refused});
        QCOMPARE(model.conservationProblem(counters, m_postgres), QString());
        QCOMPARE(counters.consumed, std::int64_t{2 * batch});
        QCOMPARE(counters.stored, model.orders());
        QCOMPARE(counters.databaseRetries, std::int64_t{0});
        // One more for the second batch.
        QVERIFY2(transactions.withOrders <= culprits * isolatingMost + 1,
                 qPrintable(QString::number(transactions.withOrders)));
        QVERIFY(transactions.deadLettersOnly <= culprits + 1);
        qInfo("%d culprits: %d transactions with orders, %d with dead letters only, %d refused", culprits,
              transactions.withOrders.load(), transactions.deadLettersOnly.load(), transactions.refused.load());
    }

private:
    /// One batch, with so many culprits in a thousand orders, spread over it; returns how many that are.
    static int fill(OrderModel& model, int perThousand, bool withInvalid)
    {
        OrderGenerator invalid({.seed = 3, .invalidPercent = 100});
        int culprits = 0;
        for (int i = 0; i < batch; ++i) {
            if (withInvalid && i % 10 == 5) {
                model.add(invalid.next());
                continue;
            }
            Order order = composeOrder(1, static_cast<std::uint64_t>(i), 0);
            const bool isCulprit = (i + 1) * perThousand / 1000 > i * perThousand / 1000;
            if (isCulprit) {
                order.items.back().brand = "poison";
            }
            model.addOrder(order);
            if (isCulprit) {
                model.expectRejected();
                ++culprits;
            }
        }
        return culprits;
    }

    qint64 rolledBack()
    {
        return m_postgres
            .value(QStringLiteral("select xact_rollback from pg_stat_database where datname = current_database()"))
            .toLongLong();
    }

    PostgresFixture m_postgres;
};

ORDERDESK_TEST(TestPoison)
#include "TestPoison.moc"
