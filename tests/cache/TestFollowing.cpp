#include "cache/OrderFollower.h"

#include "lookup/OrderLookup.h"
#include "storage/PostgresOrderChanges.h"
#include "storage/PostgresOrderReader.h"
#include "storage/PostgresOrderStore.h"
#include "support/PostgresFixture.h"
#include "support/TcpProxy.h"
#include "support/TestOrders.h"
#include "support/TestRegistration.h"

#include <QSignalSpy>
#include <QTest>

#include <map>
#include <random>
#include <thread>

using namespace orderdesk;
using namespace std::chrono_literals;

namespace {

/// Everything a feed has told: how often each revision, how often each dead letter.
struct Told
{
    std::map<std::pair<std::string, std::int64_t>, int> revisions;
    std::map<std::string, std::int64_t> newest;
    std::map<std::int64_t, int> deadLetters;
    qint64 events = 0;

    void add(const QList<IngestEvent>& happened)
    {
        for (const IngestEvent& event : happened) {
            ++events;
            if (event.kind == IngestEvent::Kind::DeadLettered) {
                ++deadLetters[event.order.position.offset];
                continue;
            }
            ++revisions[{event.order.orderUid, event.order.revision}];
            std::int64_t& latest = newest[event.order.orderUid];
            latest = std::max(latest, event.order.revision);
        }
    }

    int mostOften() const
    {
        int most = 0;
        for (const auto& [revision, count] : revisions) {
            most = std::max(most, count);
        }
        for (const auto& [offset, count] : deadLetters) {
            most = std::max(most, count);
        }
        return most;
    }
};

IncomingOrder version(int number, std::int64_t offset)
{
    Order order = makeOrder(number, 1);
    order.payment.bank = "bank " + std::to_string(offset);
    return makeIncoming(order, offset, 1'700'000'000'000 + offset);
}

/// As an instance: batches of new and changed orders, sometimes with a dead letter. Returns the revisions it made.
void writeBatches(const DatabaseSettings& settings, int writer, int batches)
{
    std::mt19937 random(static_cast<unsigned>(writer));
    PostgresOrderStore store(settings);
    std::int64_t offset = writer * 1'000'000;
    for (int batch = 0; batch < batches; ++batch) {
        std::map<std::string, IncomingOrder> orders;
        for (int i = 0; i < 20; ++i) {
            IncomingOrder incoming = version(static_cast<int>(random() % 400), ++offset);
            incoming.position.partition = writer;
            orders[incoming.order.orderUid] = incoming;
        }
        std::vector<IncomingOrder> sorted;
        for (auto& [uid, incoming] : orders) {
            sorted.push_back(std::move(incoming));
        }
        std::vector<DeadLetter> letters;
        if (batch % 5 == 0) {
            letters.push_back(makeDeadLetter(++offset));
        }
        while (!store.write(sorted, letters)) {
            std::this_thread::yield(); // deadlocks, the outage: as BatchWriter does
        }
    }
}

} // namespace

class TestFollowing final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<OrderFollower> follow(const DatabaseSettings& settings, OrderFollower::Options options)
    {
        auto feed = std::make_unique<OrderFollower>(
            m_context->cache, m_context->recent,
            [settings] { return std::make_unique<PostgresOrderChanges>(settings); }, options);
        connect(feed.get(), &OrderFeed::eventsHappened, this,
                [this](const QList<IngestEvent>& events) { m_told.add(events); });
        feed->start();
        return feed;
    }

    bool isComplete()
    {
        const auto rows = m_postgres.tryQuery(QStringLiteral("select order_uid, revision from orders"));
        const qint64 letters = m_postgres.value(QStringLiteral("select count(*) from dead_letters")).toLongLong();
        return static_cast<qint64>(m_told.deadLetters.size()) == letters && !rows.isEmpty() &&
               std::all_of(rows.begin(), rows.end(), [this](const QStringList& row) {
                   return m_told.newest[row.at(0).toStdString()] == row.at(1).toLongLong();
               });
    }

    PostgresFixture m_postgres;
    std::unique_ptr<LookupContext> m_context;
    Told m_told;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
    }

    void cleanupTestCase() { m_postgres.stop(); }

    void init()
    {
        m_postgres.empty();
        m_told = {};
        m_context = std::make_unique<LookupContext>(64 << 20);
    }

    void manyWritersAreFollowedWithoutDoublesOrLosses()
    {
        const auto feed = follow(m_postgres.settings(), {10'000, false, 5ms});
        QTRY_VERIFY(feed->rights());
        std::vector<std::thread> writers;
        for (int writer = 1; writer <= 4; ++writer) {
            writers.emplace_back([this, writer] { writeBatches(m_postgres.settings(), writer, 60); });
        }
        for (std::thread& writer : writers) {
            writer.join();
        }
        QTRY_VERIFY_WITH_TIMEOUT(isComplete(), 20'000);
        QCOMPARE(m_told.mostOften(), 1);
        QVERIFY(m_told.revisions.size() > 400);
    }

    void aViewersCacheNeverStaysBehind()
    {
        PostgresOrderStore store(m_postgres.settings());
        QVERIFY(store.write(std::vector{version(1, 1)}, {}));
        OrderLookup lookup(*m_context, std::make_unique<PostgresOrderReader>(m_postgres.settings()));
        QCOMPARE(lookup.order("order-000001")->order->revision, 1);
        QCOMPARE(lookup.order("order-000001")->source, AnswerSource::Cache);
        const auto feed = follow(m_postgres.settings(), {10'000, false, 5ms});
        for (int revision = 2; revision < 30; ++revision) {
            QVERIFY(store.write(std::vector{version(1, revision)}, {}));
            QTRY_COMPARE(lookup.order("order-000001")->order->revision, revision);
        }
        QCOMPARE(m_context->recent.newest(1).front().orderUid, "order-000001");
    }

    void anOutageIsCaughtUpWith()
    {
        TcpProxy proxy(m_postgres.serverHost(), m_postgres.serverPort());
        DatabaseSettings settings = m_postgres.settingsVia(QStringLiteral("127.0.0.1"), proxy.port());
        settings.watchdogTimeout = 1s;
        settings.connectTimeout = 1s;
        const auto feed = follow(settings, {10'000, false, 20ms});
        QTRY_VERIFY(feed->rights());
        writeBatches(m_postgres.settings(), 1, 5);
        QTRY_VERIFY(isComplete());
        for (const TcpProxy::Mode mode : {TcpProxy::Mode::Refuse, TcpProxy::Mode::Reset, TcpProxy::Mode::BlackHole}) {
            const qint64 before = m_told.events;
            QSignalSpy spy(feed.get(), &OrderFeed::eventsHappened);
            proxy.setMode(mode);
            if (mode == TcpProxy::Mode::Refuse) {
                m_postgres.query(QStringLiteral("select pg_terminate_backend(pid) from pg_stat_activity where datname"
                                                " = current_database() and pid <> pg_backend_pid()"));
            }
            writeBatches(m_postgres.settings(), 2 + static_cast<int>(mode), 20);
            proxy.setMode(TcpProxy::Mode::Pass);
            QTRY_VERIFY_WITH_TIMEOUT(isComplete(), 20'000);
            QVERIFY(m_told.events > before);
            QCOMPARE(m_told.mostOften(), 1);
        }
    }

    void ofALongOutageTheNewestAreToldAndTheRestCounted()
    {
        TcpProxy proxy(m_postgres.serverHost(), m_postgres.serverPort());
        DatabaseSettings settings = m_postgres.settingsVia(QStringLiteral("127.0.0.1"), proxy.port());
        settings.watchdogTimeout = 1s;
        settings.connectTimeout = 1s;
        PostgresOrderStore store(m_postgres.settings());
        QVERIFY(store.write(std::vector{version(1, 1)}, {}));
        OrderLookup lookup(*m_context, std::make_unique<PostgresOrderReader>(m_postgres.settings()));
        const auto feed = follow(settings, {100, false, 20ms});
        QSignalSpy skipped(feed.get(), &OrderFeed::skipped);
        QTRY_VERIFY(feed->rights());
        QVERIFY(lookup.order("order-000001"));
        proxy.setMode(TcpProxy::Mode::Reset);
        QVERIFY(store.write(std::vector{version(1, 2)}, {}));
        QVERIFY(store.write(makeBatch(1'000, 1'000), {}));
        proxy.setMode(TcpProxy::Mode::Pass);
        QTRY_COMPARE(skipped.size(), 1);
        QCOMPARE(skipped.front().front().toLongLong(), 901);
        QTRY_COMPARE(m_told.events, 100);
        // It is among those skipped, and yet no longer answered from the cache.
        QCOMPARE(lookup.order("order-000001")->order->revision, 2);
    }
};

ORDERDESK_TEST(TestFollowing)
#include "TestFollowing.moc"
