#include "database/ConnectionOptions.h"
#include "storage/Schema.h"
#include "support/PostgresFixture.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <thread>

using namespace orderdesk;

class TestSchema final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<PostgresFixture> m_postgres;

private Q_SLOTS:
    void initTestCase()
    {
        PostgresFixture probe;
        if (const QString why = probe.start(false); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
    }

    void init()
    {
        m_postgres = std::make_unique<PostgresFixture>();
        QCOMPARE(m_postgres->start(false), QString());
    }

    void cleanup() { m_postgres.reset(); }

    void migratesFromNothingAndOnlyOnce()
    {
        const Result<int> first = migrateSchema(m_postgres->settings());
        QVERIFY(first);
        QVERIFY(*first >= 1);
        const QString applied =
            QStringLiteral("select string_agg(version || ' ' || applied_at, ',') from schema_version");
        const QString before = m_postgres->value(applied);
        QCOMPARE(*migrateSchema(m_postgres->settings()), *first);
        QCOMPARE(m_postgres->value(applied), before);
        QCOMPARE(m_postgres->value(QStringLiteral(
                     "select count(*) from pg_tables where schemaname = 'public' and tablename"
                     " in ('orders', 'deliveries', 'payments', 'items', 'dead_letters', 'order_revisions',"
                     " 'dead_letter_changes')")),
                 QStringLiteral("7"));
    }

    void isSafeWhenSeveralStartAtOnce()
    {
        constexpr int starters = 4;
        std::vector<Result<int>> results(starters);
        std::vector<std::thread> threads;
        for (Result<int>& result : results) {
            threads.emplace_back([&] { result = migrateSchema(m_postgres->settings()); });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        for (const Result<int>& result : results) {
            QVERIFY2(result, result ? "" : qPrintable(result.error().message.english()));
        }
        QCOMPARE(m_postgres->value(QStringLiteral("select count(*) = max(version) from schema_version")),
                 QStringLiteral("true"));
    }

    void stopsAtANewerSchema()
    {
        QVERIFY(migrateSchema(m_postgres->settings()));
        m_postgres->query(
            QStringLiteral("insert into schema_version (version, name) values (9999, 'from the future')"));
        const Result<int> refused = migrateSchema(m_postgres->settings());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY(refused.error().message.english().contains(QStringLiteral("9999")));
    }

    void leavesNothingBehindWhenItFails()
    {
        m_postgres->query(QStringLiteral("create table payments (other int)"));
        const Result<int> refused = migrateSchema(m_postgres->settings());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AccessRefused);
        QVERIFY(refused.error().message.english().contains(QStringLiteral("0001_orders.sql")));
        QCOMPARE(m_postgres->value(QStringLiteral("select to_regclass('orders')")), QStringLiteral("<null>"));
        m_postgres->query(QStringLiteral("drop table payments"));
        QVERIFY(migrateSchema(m_postgres->settings()));
    }

    /// From PostgreSQL 15 on not everybody may create in public.
    void saysWhichRightIsMissing()
    {
        m_postgres->query(QStringLiteral("drop role if exists orderdesk_test_poor"));
        m_postgres->query(QStringLiteral("create role orderdesk_test_poor login password 'poor'"));
        m_postgres->query(QStringLiteral("revoke create on schema public from public"));
        DatabaseSettings poor = m_postgres->settings();
        ConnectionOptions options = *ConnectionOptions::parse(poor.url);
        options.set("user", "orderdesk_test_poor");
        options.set("password", "poor");
        poor.url = options.connectionString();
        const Result<int> refused = migrateSchema(poor);
        m_postgres->query(QStringLiteral("grant create on schema public to orderdesk_test_poor"));
        const Result<int> granted = migrateSchema(poor);
        m_postgres->query(QStringLiteral("drop owned by orderdesk_test_poor cascade; drop role orderdesk_test_poor"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AccessRefused);
        QVERIFY(refused.error().hint.english().contains(QLatin1String("GRANT CREATE ON SCHEMA")));
        QVERIFY2(granted, granted ? "" : qPrintable(granted.error().message.english()));
    }

    void wantsUtf8()
    {
        const QString name = m_postgres->value(QStringLiteral("select current_database()")) + QStringLiteral("_latin1");
        m_postgres->query(QStringLiteral("create database ") + name +
                          QStringLiteral(" encoding 'LATIN1' locale 'C' template template0"));
        auto options = ConnectionOptions::parse(m_postgres->settings().url);
        options->set("dbname", name.toUtf8());
        DatabaseSettings settings = m_postgres->settings();
        settings.url = options->connectionString();
        const Result<int> refused = migrateSchema(settings);
        m_postgres->query(QStringLiteral("drop database ") + name + QStringLiteral(" with (force)"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AccessRefused);
        QVERIFY(refused.error().message.english().contains(QStringLiteral("UTF8")));
    }
};

ORDERDESK_TEST(TestSchema)
#include "TestSchema.moc"
