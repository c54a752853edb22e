#include "database/DatabaseProbe.h"
#include "support/PostgresFixture.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

/// The trial connection against a real PostgreSQL.
class TestDatabaseProbe final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_empty.start(false); !why.isEmpty())
            QSKIP(qPrintable(why));
        QCOMPARE(m_ready.start(), QString());
    }

    void changesNothing()
    {
        const auto found = probeDatabase(m_empty.settings());
        QVERIFY2(found.has_value(), found ? "" : qPrintable(found.error().message.english()));
        QVERIFY(databaseLibraryVersion().section(QLatin1Char('.'), 0, 0).toInt() >= 13);
        QVERIFY(found->server.section(QLatin1Char('.'), 0, 0).toInt() >= 13);
        QCOMPARE(found->schemaVersion, 0);
        QVERIFY(found->mayCreate);
        QVERIFY(!found->readOnly);
        QCOMPARE(m_empty.value(QStringLiteral("select count(*) from pg_tables where schemaname = 'public'")),
                 QStringLiteral("0"));
    }

    void seesTheTables()
    {
        const auto found = probeDatabase(m_ready.settings());
        QVERIFY(found);
        QVERIFY(found->schemaVersion >= 1);
        QVERIFY(!found->readOnly);
    }

    void seesThatItMayOnlyRead()
    {
        m_ready.query(QStringLiteral("do $$ begin execute format('alter database %I set default_transaction_read_only"
                                     " = on', current_database()); end $$"));
        const auto found = probeDatabase(m_ready.settings());
        QVERIFY(found);
        QVERIFY(found->readOnly);
    }

    void saysThatThereIsNoSuchDatabase()
    {
        DatabaseSettings settings = m_empty.settings();
        settings.url += settings.url.contains(QLatin1Char('?')) ? QStringLiteral("&dbname=no_such_database")
                                                                : QStringLiteral("?dbname=no_such_database");
        if (!settings.url.contains(QStringLiteral("://")))
            settings.url = m_empty.settings().url + QStringLiteral(" dbname=no_such_database");
        const auto found = probeDatabase(settings);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::AccessRefused);
        QVERIFY2(found.error().message.english().contains(QStringLiteral("3D000")),
                 qPrintable(found.error().message.english()));
    }

private:
    PostgresFixture m_empty;
    PostgresFixture m_ready;
};

ORDERDESK_TEST(TestDatabaseProbe)
#include "TestDatabaseProbe.moc"
