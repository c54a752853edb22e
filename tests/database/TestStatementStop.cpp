#include "database/StatementStop.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"
#include "storage/PostgresOrderBrowser.h"
#include "storage/PostgresOrderStore.h"
#include "support/PostgresFixture.h"
#include "support/TcpProxy.h"
#include "support/TestOrders.h"
#include "support/TestRegistration.h"

#include <QElapsedTimer>
#include <QTest>

#include <functional>
#include <future>
#include <random>
#include <thread>

using namespace orderdesk;
using namespace std::chrono_literals;

namespace {

using Question = std::function<ErrorCode(OrderBrowser&)>;

const Sentence asked = Sentence::tr("cannot ask");

/// Of other clients in this database, right now.
constexpr auto runningSql = "select count(*) from pg_stat_activity where datname = current_database()"
                            " and pid <> pg_backend_pid() and state = 'active' and backend_type = 'client backend'";

Result<PgRows> run(DatabaseConnection& connection, const char* sql)
{
    return runStatement(connection, sql, PgParameters(), asked);
}

int backendOf(DatabaseConnection& connection)
{
    const auto rows = run(connection, "select pg_backend_pid()");
    return rows ? rows->int4(0, 0) : -1;
}

} // namespace

/// Against the real PostgreSQL: what is stopped here has stopped there.
class TestStatementStop final : public QObject
{
    Q_OBJECT

private:
    PostgresFixture m_postgres;

    /// In a transaction what is seen first would stay.
    int running()
    {
        m_postgres.query(QStringLiteral("select pg_stat_clear_snapshot()"));
        return m_postgres.value(QString::fromLatin1(runningSql)).toInt();
    }

    int idleInTransaction()
    {
        return m_postgres
            .value(QStringLiteral("select count(*) from pg_stat_activity where datname = current_database()"
                                  " and state like 'idle in transaction%'"))
            .toInt();
    }

    /// The answer to `question`, for whose stop another thread asks as soon as the server is busy with it.
    template <typename Question>
    auto stopped(std::stop_source& stop, Question question)
    {
        const auto person = std::async(std::launch::async, [&] {
            DatabaseConnection watching(m_postgres.settings());
            for (bool busy = false; !busy && watching.ensureOpen();) {
                const auto rows = run(watching, runningSql);
                busy = rows && rows->int8(0, 0) > 0;
            }
            stop.request_stop();
        });
        return question();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        PostgresOrderStore store(m_postgres.settings());
        QVERIFY(store.write(makeBatch(0, 300), {}));
    }

    void cleanupTestCase() { m_postgres.stop(); }

    void endsAStatementOnTheServer_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("sleeps") << QByteArray("select pg_sleep(60)");
        QTest::newRow("waits for a lock") << QByteArray("select count(*) from orders");
        QTest::newRow("computes") << QByteArray("select count(*) from generate_series(1, 1000000000000)");
    }

    void endsAStatementOnTheServer()
    {
        QFETCH(const QByteArray, sql);
        DatabaseSettings settings = m_postgres.settings();
        settings.statementTimeout = 60s;
        settings.lockTimeout = 60s;
        settings.watchdogTimeout = 70s;
        DatabaseConnection connection(settings);
        QVERIFY(connection.ensureOpen());
        const int backend = backendOf(connection);
        m_postgres.query(QStringLiteral("begin; lock table orders in access exclusive mode"));
        std::stop_source stop;
        connection.setStopToken(stop.get_token());
        QElapsedTimer clock;
        clock.start();
        const auto rows = stopped(stop, [&] { return run(connection, sql.constData()); });
        const qint64 took = clock.elapsed();
        const int left = running();
        m_postgres.query(QStringLiteral("rollback"));
        QCOMPARE(left, 0);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::Cancelled);
        QVERIFY2(took < 10'000, qPrintable(QString::number(took)));
        // It is the same connection, and fit for the next question.
        QVERIFY(connection.isOpen());
        connection.setStopToken({});
        QCOMPARE(backendOf(connection), backend);
    }

    void asksNothingAfterwards()
    {
        DatabaseConnection connection(m_postgres.settings());
        std::stop_source stop;
        stop.request_stop();
        connection.setStopToken(stop.get_token());
        QCOMPARE(connection.ensureOpen().error().code, ErrorCode::Cancelled);
        connection.setStopToken({});
        QVERIFY(connection.ensureOpen());
        connection.setStopToken(stop.get_token());
        QCOMPARE(run(connection, "create table never (id int)").error().code, ErrorCode::Cancelled);
        QCOMPARE(runScript(connection, "create table never (id int)", asked).error().code, ErrorCode::Cancelled);
        QCOMPARE(m_postgres.value(QStringLiteral("select to_regclass('never') is null")), QStringLiteral("true"));
    }

    void leavesOtherFailuresAsTheyAre()
    {
        DatabaseConnection connection(m_postgres.settings());
        QVERIFY(connection.ensureOpen());
        std::stop_source stop;
        connection.setStopToken(stop.get_token());
        QCOMPARE(run(connection, "select * from nowhere").error().code, ErrorCode::AccessRefused);
        const auto slow = run(connection, "select set_config('statement_timeout', '50', false)");
        QVERIFY(slow);
        QCOMPARE(run(connection, "select pg_sleep(60)").error().code, ErrorCode::Unavailable);
        QVERIFY(run(connection, "select 1"));
    }

    // A request that comes too late must not end what is asked next; one that comes too early must not be lost.
    void neverHitsAnotherStatement()
    {
        DatabaseConnection connection(m_postgres.settings());
        QVERIFY(connection.ensureOpen());
        const int backend = backendOf(connection);
        std::mt19937 random(20'261'124);
        int cancelled = 0;
        int finished = 0;
        for (int round = 0; round < 300; ++round) {
            std::stop_source stop;
            connection.setStopToken(stop.get_token());
            const auto delay = std::chrono::microseconds(random() % 20'000);
            std::thread person([&stop, delay] {
                std::this_thread::sleep_for(delay);
                stop.request_stop();
            });
            const auto rows = run(connection, "select pg_sleep(0.01)");
            (rows ? finished : cancelled) += 1;
            connection.setStopToken({});
            const auto next = run(connection, "select pg_sleep(0.001)");
            person.join();
            QVERIFY2(next, next ? "" : qPrintable(next.error().message.english()));
            QVERIFY(rows || rows.error().code == ErrorCode::Cancelled);
        }
        QCOMPARE(backendOf(connection), backend);
        QVERIFY2(cancelled > 20 && finished > 20, qPrintable(QStringLiteral("%1, %2").arg(cancelled).arg(finished)));
    }

    void givesUpAServerThatDoesNotListen()
    {
        TcpProxy proxy(m_postgres.serverHost(), m_postgres.serverPort());
        DatabaseSettings settings = m_postgres.settingsVia(QStringLiteral("127.0.0.1"), proxy.port());
        settings.watchdogTimeout = 120s;
        settings.statementTimeout = 100s;
        DatabaseConnection connection(settings);
        QVERIFY(connection.ensureOpen());
        proxy.setMode(TcpProxy::Mode::BlackHole);
        std::stop_source stop;
        connection.setStopToken(stop.get_token());
        QElapsedTimer clock;
        clock.start();
        std::thread person([&stop] {
            std::this_thread::sleep_for(50ms);
            stop.request_stop();
        });
        const auto rows = run(connection, "select 1");
        person.join();
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::Cancelled);
        QVERIFY2(clock.elapsed() < 30'000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(!connection.isOpen());
        proxy.setMode(TcpProxy::Mode::Pass);
        connection.setStopToken({});
        QVERIFY(connection.ensureOpen());
        QVERIFY(run(connection, "select 1"));
    }

    void aBrowsersQuestionsCanBeGivenUp_data()
    {
        QTest::addColumn<Question>("question");
        const auto codeOf = [](const auto& answer) { return answer ? ErrorCode::Internal : answer.error().code; };
        QTest::newRow("page") << Question([codeOf](OrderBrowser& b) { return codeOf(b.page({}, {}, 10)); });
        QTest::newRow("documents") << Question([codeOf](OrderBrowser& b) { return codeOf(b.documents({}, {}, 10)); });
        QTest::newRow("count") << Question([codeOf](OrderBrowser& b) { return codeOf(b.count({})); });
    }

    void aBrowsersQuestionsCanBeGivenUp()
    {
        QFETCH(const Question, question);
        DatabaseSettings settings = m_postgres.settings();
        settings.lockTimeout = 60s;
        settings.statementTimeout = 60s;
        settings.watchdogTimeout = 70s;
        PostgresOrderBrowser browser(settings);
        QVERIFY(browser.page({}, {}, 10));
        m_postgres.query(QStringLiteral("begin; lock table orders in access exclusive mode"));
        std::stop_source stop;
        browser.setStopToken(stop.get_token());
        QCOMPARE(stopped(stop, [&] { return question(browser); }), ErrorCode::Cancelled);
        const int left = running();
        m_postgres.query(QStringLiteral("rollback"));
        QCOMPARE(left, 0);
        QCOMPARE(idleInTransaction(), 0);
        browser.setStopToken({});
        QCOMPARE(question(browser), ErrorCode::Internal); // answered
    }

    void aWalkEndsBetweenItsPages()
    {
        PostgresOrderBrowser browser(m_postgres.settings());
        std::stop_source stop;
        browser.setStopToken(stop.get_token());
        const auto first = browser.documents({}, {}, 100);
        QVERIFY(first && first->next);
        stop.request_stop();
        QCOMPARE(browser.documents({}, first->next, 100).error().code, ErrorCode::Cancelled);
        QCOMPARE(idleInTransaction(), 0);
    }
};

ORDERDESK_TEST(TestStatementStop)
#include "TestStatementStop.moc"
