#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"
#include "database/SqlFailure.h"
#include "support/PostgresFixture.h"
#include "support/TestRegistration.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace orderdesk;

/// Errors that a real server reports, through both ways of asking it.
class TestProvokedSqlFailures final : public QObject
{
    Q_OBJECT

private:
    PostgresFixture m_postgres;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        m_postgres.query(
            QStringLiteral("create table p (id int primary key, t varchar(3) not null, n int check (n > 0))"));
        m_postgres.query(QStringLiteral("create table c (id int references p)"));
        m_postgres.query(QStringLiteral("create table r (during int4range, exclude using gist (during with &&))"));
        m_postgres.query(QStringLiteral("create table big (t text)"));
        m_postgres.query(QStringLiteral("create index on big (t)"));
        m_postgres.query(QStringLiteral("insert into p values (1, 'a', 1)"));
        m_postgres.query(QStringLiteral("create function deeper(i int) returns int language plpgsql as"
                                        " 'begin return deeper(i + 1); end'"));
    }

    void cleanupTestCase() { m_postgres.stop(); }

    void failsAs_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<ErrorCode>("expected");
        const auto add = [](const char* state, ErrorCode expected, const char* sql) {
            QTest::newRow(state) << QString::fromUtf8(sql) << expected;
        };
        constexpr ErrorCode data = ErrorCode::DataRejected;
        add("21000", data, "insert into p values (9,'a',1),(9,'b',1) on conflict (id) do update set t = excluded.t");
        add("22001", data, "insert into p values (2, 'canary', 1)");
        add("22003", data, "select 3000000000::integer");
        add("22007", data, "select 'canary'::timestamptz");
        add("22008", data, "select '2021-02-31'::date");
        add("22011", data, "select substring('canary' from 1 for -1)");
        add("22012", data, "select 1 / 0");
        add("22021", data, "select convert_from('\\xff'::bytea, 'UTF8')");
        add("22023", data, "select set_config('statement_timeout', 'canary', false)");
        add("22P02", data, "select 'canary'::integer");
        add("22P05", data, "select '\"\\u0000\"'::jsonb ->> 0");
        add("23503", data, "insert into c values (77)");
        add("23505", data, "insert into p values (1, 'a', 1)");
        add("23514", data, "insert into p values (4, 'a', -1)");
        add("23P01", data, "insert into r values ('[1,5)'), ('[2,3)')");
        add("54000", data, "insert into big select string_agg(md5(i::text), '') from generate_series(1, 500) i");
        add("54001", data, "select deeper(1)");
        add("54023", data, "do $$ begin execute concat('select f(', repeat('1,', 200), '1)'); end $$");
        constexpr ErrorCode refused = ErrorCode::AccessRefused;
        add("23502", refused, "insert into p values (3, null, 1)");
        add("P0001", refused, "do $$ begin raise exception 'canary'; end $$");
        add("3D000", refused, "drop database canary_nosuch");
        add("3F000", refused, "create table nosuch.t (i int)");
        add("42501", refused, "begin|set local role pg_monitor|select count(*) from orders");
        add("42601", refused, "selec canary");
        add("42703", refused, "select canary from orders");
        add("42704", refused, "drop type canary");
        add("42804", refused, "select case when true then 1 else now() end");
        add("42883", refused, "select canary(1)");
        add("42P01", refused, "select * from canary");
        add("42P07", refused, "create table orders (i int)");
        constexpr ErrorCode retry = ErrorCode::Unavailable;
        add("0A000", retry, "select count(*) from orders for update");
        add("25006", retry, "begin read only|create table t (i int)");
        add("25P02", retry, "begin|select canary|select 1");
        add("26000", retry, "execute canary");
        add("40001", retry, "do $$ begin raise exception using errcode = '40001'; end $$");
        add("40P01", retry, "do $$ begin raise exception using errcode = '40P01'; end $$");
        add("53200", retry, "do $$ begin raise exception using errcode = '53200'; end $$");
        add("55P03", retry, "begin|lock table orders in access exclusive mode nowait");
        add("57014", retry, "set statement_timeout = 50|select pg_sleep(60)");
        add("57P01", retry, "select pg_terminate_backend(pg_backend_pid())");
        add("58P01", retry, "load 'canary'");
        add("XX000", retry, "do $$ begin raise exception using errcode = 'XX000'; end $$");
    }

    void failsAs()
    {
        QFETCH(const QString, sql);
        QFETCH(const ErrorCode, expected);
        const QString state = QString::fromLatin1(QTest::currentDataTag());
        DatabaseConnection holder(m_postgres.settings());
        QVERIFY(holder.ensureOpen());
        QVERIFY(runScript(holder, "begin; lock table orders in access share mode", Sentence()));

        // Of several statements the last is meant; those before it may fail or not.
        const QStringList statements = sql.split(QLatin1Char('|'));
        DatabaseConnection direct(m_postgres.settings());
        QVERIFY(direct.ensureOpen());
        Result<void> result;
        for (const QString& statement : statements) {
            result = runScript(direct, statement.toUtf8(), Sentence::tr("cannot do it"));
        }
        QVERIFY(!result);
        check(result.error(), state, expected);

        DatabaseConnection driven(m_postgres.settings());
        QVERIFY(driven.ensureOpen());
        QSqlError error;
        {
            QSqlQuery query(driven.database());
            for (const QString& statement : statements) {
                query.exec(statement);
            }
            error = query.lastError();
        }
        QVERIFY(error.isValid());
        check(driven.failed(Sentence::tr("cannot do it"), error), state, expected);
    }

private:
    // A backend that ends itself may take its last words with it: then the state is empty, and the meaning the same.
    static void check(const Error& error, const QString& state, ErrorCode expected)
    {
        QCOMPARE(error.code, expected);
        QVERIFY(error.message.english().startsWith(QStringLiteral("cannot do it: ")));
        QVERIFY2(error.message.english().contains(state) || state == QStringLiteral("57P01"),
                 qPrintable(error.message.english()));
        QVERIFY(!error.message.english().contains(QStringLiteral("canary")));
    }
};

ORDERDESK_TEST(TestProvokedSqlFailures)
#include "TestProvokedSqlFailures.moc"
