#include "domain/OrderEncoder.h"
#include "generator/OrderComposer.h"
#include "ingest/BatchBuilder.h"
#include "storage/PostgresOrderStore.h"
#include "storage/StoreVerification.h"
#include "support/PostgresFixture.h"
#include "support/SampleOrders.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <thread>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

constexpr int orders = 200;
constexpr int batches = 25; // of each writer
constexpr int batch = 120;

/// One writer: batches of messages in an arrival order of its own, and what the database said to them.
struct Writer
{
    std::vector<Batch> batches;
    std::map<std::string, std::int64_t> stored;    ///< how often each order was written
    std::map<std::string, QByteArray> lastWritten; ///< by this writer
    std::optional<Error> failure;

    void run(const DatabaseSettings& settings)
    {
        PostgresOrderStore store(settings);
        for (const Batch& one : batches) {
            const auto written = store.write(one.orders, one.deadLetters);
            if (!written) {
                failure = written.error();
                return;
            }
            for (std::size_t i = 0; i < written->size(); ++i) {
                if ((*written)[i].outcome == WriteOutcome::Stored) {
                    const IncomingOrder& incoming = one.orders[i];
                    ++stored[incoming.order.orderUid];
                    lastWritten[incoming.order.orderUid] = incoming.document;
                }
            }
        }
    }
};

struct Newest
{
    std::int64_t offset = -1;
    QByteArray document;
};

} // namespace

/// Several writers on the same 200 orders at once, as after a rebalance that went wrong. Batches arrive in different
/// orders; what is written is sorted, so nobody waits for the other in a circle.
class TestConcurrentWriters final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
    }

    void cleanupTestCase() { m_postgres.stop(); }

    void neitherDeadlockNorMixRows_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("samePartition");
        for (int count = 2; count <= 4; ++count) {
            QTest::addRow("%d writers, a partition each", count) << count << false;
            QTest::addRow("%d writers, one partition (zombies)", count) << count << true;
        }
    }

    void neitherDeadlockNorMixRows()
    {
        QFETCH(int, count);
        QFETCH(bool, samePartition);
        m_postgres.empty();
        std::map<std::string, Newest> newest;
        std::vector<Writer> writers(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) {
            prepare(writers[static_cast<std::size_t>(i)], i, samePartition, newest);
        }
        std::vector<std::thread> threads;
        for (Writer& writer : writers) {
            threads.emplace_back([&] { writer.run(m_postgres.settings()); });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        for (const Writer& writer : writers) {
            QVERIFY2(!writer.failure, writer.failure ? qPrintable(writer.failure->message.english()) : "");
        }

        const auto rows = m_postgres.query(QStringLiteral("select order_uid, document, revision from orders"));
        QCOMPARE(rows.size(), qsizetype{orders});
        for (const QStringList& row : rows) {
            const std::string orderUid = row[0].toStdString();
            std::int64_t stored = 0;
            std::set<QByteArray> last;
            for (Writer& writer : writers) {
                stored += writer.stored[orderUid];
                last.insert(writer.lastWritten[orderUid]);
            }
            QCOMPARE(row[2].toLongLong(), stored); // no write is lost, none counted twice
            QVERIFY(last.contains(row[1].toUtf8()));
            if (samePartition) {
                QCOMPARE(row[1].toUtf8(), newest.at(orderUid).document);
            }
        }
        const auto verified = verifyStore(m_postgres.settings(), false, {});
        QVERIFY(verified);
        QCOMPARE(verified->different, std::int64_t{0});
        QCOMPARE(m_postgres.value(QStringLiteral("select deadlocks from pg_stat_database where datname = "
                                                 "current_database()")),
                 QStringLiteral("0"));
    }

private:
    static void prepare(Writer& writer, int number, bool samePartition, std::map<std::string, Newest>& newest)
    {
        std::minstd_rand random(static_cast<unsigned>(number) + 1);
        std::int64_t offset = samePartition ? number : 0;
        IngestSettings settings;
        for (int i = 0; i < batches; ++i) {
            BatchBuilder builder(settings);
            std::vector<int> arrival(orders);
            std::iota(arrival.begin(), arrival.end(), 0);
            std::shuffle(arrival.begin(), arrival.end(), random);
            arrival.resize(batch);
            for (const int index : arrival) {
                // Every message is a version of its own, whoever sends it.
                const auto version = static_cast<std::uint32_t>(offset * 4 + number);
                const Order order = composeOrder(1, static_cast<std::uint64_t>(index), version);
                builder.add(orderMessage(order, samePartition ? 0 : number, offset));
                Newest& last = newest[order.orderUid];
                if (offset > last.offset) {
                    last = {offset, encodeOrder(order)};
                }
                offset += samePartition ? 4 : 1;
            }
            writer.batches.push_back(builder.take(1));
        }
    }

    PostgresFixture m_postgres;
};

ORDERDESK_TEST(TestConcurrentWriters)
#include "TestConcurrentWriters.moc"
