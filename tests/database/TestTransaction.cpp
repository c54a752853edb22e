#include "database/Transaction.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"
#include "support/PostgresFixture.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

class TestTransaction final : public QObject
{
    Q_OBJECT

private:
    static Result<QString> ask(DatabaseConnection& connection, const QByteArray& sql)
    {
        return runStatement(connection, sql.constData(), PgParameters(), Sentence()).map([](const PgRows& rows) {
            return rows.count() > 0 ? QString::fromStdString(rows.text(0, 0)) : QString();
        });
    }

    static QString setting(DatabaseConnection& connection, const QByteArray& name)
    {
        const auto value = ask(connection, "select current_setting('" + name + "')");
        return value ? *value : value.error().message.english();
    }

    QString rows() { return m_postgres.value(QStringLiteral("select count(*)::text from noted")); }

    PostgresFixture m_postgres;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        m_postgres.query(QStringLiteral("create table noted (word text)"));
    }

    void cleanupTestCase() { m_postgres.stop(); }

    void init() { m_postgres.query(QStringLiteral("truncate noted")); }

    void isAsTheServerHasItWithoutOptions()
    {
        DatabaseConnection connection(m_postgres.settings());
        QVERIFY(connection.ensureOpen());
        const QString limit = setting(connection, "statement_timeout");
        const auto transaction = Transaction::begin(connection);
        QVERIFY(transaction);
        QCOMPARE(setting(connection, "transaction_isolation"), QStringLiteral("read committed"));
        QCOMPARE(setting(connection, "transaction_read_only"), QStringLiteral("off"));
        QCOMPARE(setting(connection, "statement_timeout"), limit);
    }

    void itsOptionsEndWithIt()
    {
        DatabaseConnection connection(m_postgres.settings());
        QVERIFY(connection.ensureOpen());
        const QString limit = setting(connection, "statement_timeout");
        {
            TransactionOptions options = readOnlySnapshot;
            options.statementTimeout = std::chrono::milliseconds(1357);
            const auto transaction = Transaction::begin(connection, options);
            QVERIFY(transaction);
            QCOMPARE(setting(connection, "transaction_isolation"), QStringLiteral("repeatable read"));
            QCOMPARE(setting(connection, "transaction_read_only"), QStringLiteral("on"));
            QCOMPARE(setting(connection, "statement_timeout"), QStringLiteral("1357ms"));
        }
        QVERIFY(connection.isOpen());
        QCOMPARE(setting(connection, "transaction_isolation"), QStringLiteral("read committed"));
        QCOMPARE(setting(connection, "transaction_read_only"), QStringLiteral("off"));
        QCOMPARE(setting(connection, "statement_timeout"), limit);
    }

    void aSnapshotSeesNothingThatIsStoredLater()
    {
        DatabaseConnection connection(m_postgres.settings());
        QVERIFY(connection.ensureOpen());
        const auto transaction = Transaction::begin(connection, readOnlySnapshot);
        QVERIFY(transaction);
        QCOMPARE(*ask(connection, "select count(*)::text from noted"), QStringLiteral("0"));
        m_postgres.query(QStringLiteral("insert into noted values ('later')"));
        QCOMPARE(*ask(connection, "select count(*)::text from noted"), QStringLiteral("0"));
        QVERIFY(!ask(connection, "insert into noted values ('refused')"));
        QCOMPARE(rows(), QStringLiteral("1"));
    }

    void isRolledBackUnlessCommitted()
    {
        DatabaseConnection connection(m_postgres.settings());
        QVERIFY(connection.ensureOpen());
        for (const bool commits : {false, true}) {
            const auto transaction = Transaction::begin(connection);
            QVERIFY(transaction);
            QVERIFY(ask(connection, "insert into noted values ('a word')"));
            QVERIFY(!commits || (*transaction)->commit());
            QCOMPARE((*transaction)->isOn(), !commits);
        }
        QCOMPARE(rows(), QStringLiteral("1"));
    }

    /// Else a rollback that comes late would undo what the next one has done.
    void endsWithItsConnection()
    {
        DatabaseConnection connection(m_postgres.settings());
        QVERIFY(connection.ensureOpen());
        auto lost = Transaction::begin(connection);
        QVERIFY(lost);
        connection.close();
        QVERIFY(!(*lost)->isOn());
        QVERIFY(connection.ensureOpen());
        const auto next = Transaction::begin(connection);
        QVERIFY(next);
        QVERIFY(ask(connection, "insert into noted values ('kept')"));
        QVERIFY(!(*lost)->isOn());
        lost->reset();
        QVERIFY((*next)->commit());
        QCOMPARE(rows(), QStringLiteral("1"));
    }

    void leavesAConnectionOfUseAfterAStop()
    {
        DatabaseConnection connection(m_postgres.settings());
        QVERIFY(connection.ensureOpen());
        const std::uint64_t generation = connection.generation();
        std::stop_source stop;
        {
            const auto transaction = Transaction::begin(connection, readOnlySnapshot);
            QVERIFY(transaction);
            connection.setStopToken(stop.get_token());
            stop.request_stop();
            QCOMPARE(Transaction::begin(connection).error().code, ErrorCode::Cancelled);
        }
        connection.setStopToken({});
        QVERIFY(connection.isOpen());
        QCOMPARE(connection.generation(), generation);
        QCOMPARE(setting(connection, "transaction_read_only"), QStringLiteral("off"));
    }
};

ORDERDESK_TEST(TestTransaction)
#include "TestTransaction.moc"
