#include "support/FaultBench.h"
#include "support/TestRegistration.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace orderdesk;
using namespace orderdesk::test;
using namespace std::chrono_literals;

namespace {

using Action = void (*)(FaultBench&);

void stack(const char* action)
{
    QVERIFY(FaultBench::dev({QStringLiteral("stack"), QString::fromLatin1(action), QStringLiteral("postgres")}));
}

/// New sessions see the change; those that are open are ended.
void setReadOnly(FaultBench& bench, const char* value)
{
    bench.postgres().query(QStringLiteral("do $$ begin execute format('alter database %I set "
                                          "default_transaction_read_only = ") +
                           QLatin1String(value) + QStringLiteral("', current_database()); end $$"));
    bench.postgres().query(QStringLiteral("select pg_terminate_backend(pid) from pg_stat_activity"
                                          " where datname = current_database() and pid <> pg_backend_pid()"));
}

} // namespace

/// Six ways in which the database can be away, each longer than Kafka's max.poll.interval.
class TestDatabaseOutages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_bench.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        m_bench.databaseProxy();
        m_orderdesk = std::make_unique<OrderdeskProcess>(m_bench.process(quickGroup));
        const QString problem = m_orderdesk->start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        send();
        QVERIFY(waitUntil([&] { return m_bench.isSettled({m_orderdesk.get()}); }, 60s));
    }

    void cleanupTestCase() { m_orderdesk.reset(); }

    void isWaitedFor_data()
    {
        QTest::addColumn<Action>("begin");
        QTest::addColumn<Action>("end");
        QTest::newRow("stopped") << Action([](FaultBench&) { stack("stop"); })
                                 << Action([](FaultBench&) { stack("start"); });
        QTest::newRow("hangs (SIGSTOP)") << Action([](FaultBench&) { stack("pause"); })
                                         << Action([](FaultBench&) { stack("unpause"); });
        QTest::newRow("black hole") << Action([](FaultBench& b) {
            b.databaseProxy().setMode(TcpProxy::Mode::BlackHole);
        }) << Action([](FaultBench& b) { b.databaseProxy().setMode(TcpProxy::Mode::Pass); });
        QTest::newRow("connections reset")
            << Action([](FaultBench& b) { b.databaseProxy().setMode(TcpProxy::Mode::Reset); })
            << Action([](FaultBench& b) { b.databaseProxy().setMode(TcpProxy::Mode::Pass); });
        QTest::newRow("read-only") << Action([](FaultBench& b) { setReadOnly(b, "on"); })
                                   << Action([](FaultBench& b) { setReadOnly(b, "off"); });
        QTest::newRow("a table is missing") << Action([](FaultBench& b) {
            b.postgres().query(QStringLiteral("alter table payments rename to hidden"));
        }) << Action([](FaultBench& b) {
            b.postgres().query(QStringLiteral("alter table hidden rename to payments"));
        });
    }

    void isWaitedFor()
    {
        QFETCH(Action, begin);
        QFETCH(Action, end);
        const qsizetype logStart = m_orderdesk->log().size();
        const qint64 memory = m_orderdesk->residentKiB();
        const QString cached = QStringLiteral("/order/") + m_bench.anyOrder();
        QCOMPARE(m_orderdesk->get(cached).status, 200);

        begin(m_bench);
        QElapsedTimer away;
        away.start();
        send();
        QVERIFY(waitUntil([&] { return ingestState().contains("\"down\""); }, 30s));
        std::vector<double> milliseconds;
        while (away.elapsed() < outage.count() || milliseconds.size() < 200) {
            QElapsedTimer answering;
            answering.start();
            QCOMPARE(m_orderdesk->get(cached).status, 200);
            milliseconds.push_back(static_cast<double>(answering.nsecsElapsed()) / 1e6);
        }
        const HttpAnswer ready = m_orderdesk->get(QStringLiteral("/readyz"));
        QCOMPARE(ready.status, 503);
        const qint64 grown = m_orderdesk->residentKiB() - memory;
        const double seconds = static_cast<double>(away.elapsed()) / 1000;
        const qsizetype lines = m_orderdesk->log().mid(logStart).count('\n');

        end(m_bench);
        QElapsedTimer resuming;
        resuming.start();
        QVERIFY2(waitUntil([&] { return ingestState().contains("\"ok\""); }, 30s),
                 m_orderdesk->log().mid(logStart).constData());
        const double resumed = static_cast<double>(resuming.elapsed()) / 1000;
        QVERIFY2(waitUntil([&] { return m_bench.isSettled({m_orderdesk.get()}); }, 60s),
                 m_orderdesk->log().mid(logStart).constData());

        std::sort(milliseconds.begin(), milliseconds.end());
        qInfo("%s: away %.1f s, %lld log lines, grew %lld KiB, resumed after %.1f s, %zu cached reads p50 %.1f ms p99 "
              "%.1f ms",
              QTest::currentDataTag(), seconds, static_cast<long long>(lines), static_cast<long long>(grown), resumed,
              milliseconds.size(), milliseconds[milliseconds.size() / 2], milliseconds[milliseconds.size() * 99 / 100]);
        const QByteArray log = m_orderdesk->log().mid(logStart);
        QVERIFY2(!log.contains("given back") && !log.contains("partitions lost"), log.constData());
        QVERIFY2(grown < 64 * 1024, QByteArray::number(grown).constData());
        // One line when it begins, one each five seconds from each of two watchers at most.
        QVERIFY2(static_cast<double>(lines) <= 2 * (1 + seconds / 5), log.constData());
        QCOMPARE(m_bench.difference(), QString());
        QCOMPARE(m_bench.problemOf(*m_orderdesk), QString());
        QCOMPARE(m_bench.leak(m_orderdesk->log() + ready.body), QString());
    }

    void endsInOrder()
    {
        QCOMPARE(m_orderdesk->stop(), QString());
        QCOMPARE(m_bench.uncommitted(), QString());
    }

private:
    static constexpr std::chrono::milliseconds outage = 9s;

    void send()
    {
        const QString problem = m_bench.produce({.messages = 3000, .seed = ++m_seed});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    QByteArray ingestState() const
    {
        const QByteArray checks = m_orderdesk->get(QStringLiteral("/readyz")).body;
        const qsizetype at = checks.indexOf("\"ingest\"");
        return at < 0 ? QByteArray() : checks.mid(at, checks.indexOf('}', at) - at);
    }

    FaultBench m_bench{QStringLiteral("outages")};
    std::unique_ptr<OrderdeskProcess> m_orderdesk;
    std::uint64_t m_seed = 100;
};

ORDERDESK_TEST(TestDatabaseOutages)
#include "TestDatabaseOutages.moc"
