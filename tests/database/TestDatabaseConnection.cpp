#include "database/ConnectionOptions.h"
#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"
#include "database/Transaction.h"
#include "support/PostgresFixture.h"
#include "support/TcpProxy.h"
#include "support/TestRegistration.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QTest>

using namespace orderdesk;

class TestDatabaseConnection final : public QObject
{
    Q_OBJECT

private:
    DatabaseSettings with(const QByteArray& keyword, const QByteArray& value) const
    {
        ConnectionOptions options = *ConnectionOptions::parse(m_postgres.settings().url);
        options.set(keyword, value);
        DatabaseSettings settings = m_postgres.settings();
        settings.url = options.connectionString();
        return settings;
    }

    static Error openError(const DatabaseSettings& settings)
    {
        DatabaseConnection connection(settings);
        const Result<void> opened = connection.ensureOpen();
        return opened ? Error{ErrorCode::Internal, Sentence::tr("it opened")} : opened.error();
    }

    static QString setting(DatabaseConnection& connection, const char* name)
    {
        const auto rows =
            runStatement(connection, "select current_setting($1::text)", PgParameters().addText(name), Sentence());
        return rows ? QString::fromStdString(rows->text(0, 0)) : rows.error().message.english();
    }

    PostgresFixture m_postgres;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
    }

    void cleanupTestCase() { m_postgres.stop(); }

    void setsEveryTimeLimit()
    {
        DatabaseSettings settings = m_postgres.settings();
        settings.statementTimeout = std::chrono::milliseconds(1234);
        settings.lockTimeout = std::chrono::milliseconds(567);
        DatabaseConnection connection(settings);
        QVERIFY(connection.ensureOpen());
        QVERIFY(connection.handle() != nullptr);
        QCOMPARE(setting(connection, "statement_timeout"), QStringLiteral("1234ms"));
        QCOMPARE(setting(connection, "lock_timeout"), QStringLiteral("567ms"));
        QVERIFY(setting(connection, "idle_in_transaction_session_timeout") != QStringLiteral("0"));
        QCOMPARE(setting(connection, "application_name"), settings.applicationName);
        if (setting(connection, "is_superuser") == QStringLiteral("on")) {
            QCOMPARE(setting(connection, "log_parameter_max_length_on_error"), QStringLiteral("0"));
            QCOMPARE(setting(connection, "log_error_verbosity"), QStringLiteral("terse"));
        }
    }

    void leavesNoConnectionBehind()
    {
        const QStringList before = QSqlDatabase::connectionNames();
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        {
            DatabaseConnection connection(m_postgres.settings());
            QVERIFY(connection.ensureOpen());
            const std::uint64_t generation = connection.generation();
            connection.close();
            QVERIFY(!connection.isOpen() && connection.handle() == nullptr);
            QVERIFY(connection.ensureOpen());
            QCOMPARE(connection.generation(), generation + 1);
        }
        QVERIFY(!openError(with("dbname", "canary_nosuch")).message.isEmpty());
        QCOMPARE(QSqlDatabase::connectionNames(), before);
    }

    void rollsBackUnlessCommitted()
    {
        DatabaseConnection connection(m_postgres.settings());
        QVERIFY(connection.ensureOpen());
        QVERIFY(runScript(connection, "create table t (i int)", Sentence()));
        {
            const auto transaction = Transaction::begin(connection);
            QVERIFY(transaction && runScript(connection, "insert into t values (1)", Sentence()));
        }
        {
            const auto transaction = Transaction::begin(connection);
            QVERIFY(transaction && runScript(connection, "insert into t values (2)", Sentence()));
            QVERIFY((*transaction)->commit());
        }
        {
            const auto transaction = Transaction::begin(connection);
            QVERIFY(transaction && !runScript(connection, "insert into nosuch values (3)", Sentence()));
            QVERIFY(!(*transaction)->commit());
        }
        QCOMPARE(m_postgres.value(QStringLiteral("select string_agg(i::text, ',') from t")), QStringLiteral("2"));
    }

    /// A session keeps the default it began with: only a new one sees that it was taken back.
    void aReadOnlyDatabaseIsAskedAnewByANewSession()
    {
        const QString alter =
            QStringLiteral("alter database %1 ")
                .arg(QString::fromUtf8(ConnectionOptions::parse(m_postgres.settings().url)->value("dbname")));
        m_postgres.query(alter + QStringLiteral("set default_transaction_read_only = on"));
        DatabaseConnection connection(m_postgres.settings());
        QVERIFY(connection.ensureOpen());
        const auto refused = runScript(connection, "create table w (i int)", Sentence());
        QVERIFY(!refused);
        QCOMPARE(refused.error().sqlState, QByteArray("25006"));
        m_postgres.query(QStringLiteral("begin read write; ") + alter +
                         QStringLiteral("reset default_transaction_read_only; commit"));
        QVERIFY(connection.ensureOpen());
        QVERIFY(runScript(connection, "create table w (i int)", Sentence()));
    }

    void tellsARefusalFromAnOutage()
    {
        const Error noDatabase = openError(with("dbname", "canary_nosuch"));
        QCOMPARE(noDatabase.code, ErrorCode::AccessRefused);
        QVERIFY2(noDatabase.message.english().contains(QStringLiteral("3D000")),
                 qPrintable(noDatabase.message.english()));
        QCOMPARE(openError(with("user", "canary_nosuch")).code, ErrorCode::AccessRefused);
        QCOMPARE(openError(with("port", "1")).code, ErrorCode::Unavailable);
        QCOMPARE(openError(with("host", "/canary/nosuch")).code, ErrorCode::Unavailable);
        const Error semicolon = openError(with("sslrootcert", "a;b"));
        QCOMPARE(semicolon.code, ErrorCode::AccessRefused);
        DatabaseSettings settings = m_postgres.settings();
        settings.url = QStringLiteral("canary secret");
        const Error noUrl = openError(settings);
        QCOMPARE(noUrl.code, ErrorCode::AccessRefused);
        QVERIFY(!noUrl.message.english().contains(QStringLiteral("canary")));
    }

    void tellsTooManyConnections()
    {
        m_postgres.query(QStringLiteral("create role orderdesk_test_full login connection limit 0 password 'x'"));
        DatabaseSettings settings = with("user", "orderdesk_test_full");
        ConnectionOptions options = *ConnectionOptions::parse(settings.url);
        options.set("password", "x");
        settings.url = options.connectionString();
        const Error error = openError(settings);
        m_postgres.query(QStringLiteral("drop role orderdesk_test_full"));
        QCOMPARE(error.code, ErrorCode::Unavailable);
        QVERIFY2(error.message.english().contains(QStringLiteral("53300")), qPrintable(error.message.english()));
    }

    void takesOddPasswordsAndRefusesWrongOnes()
    {
        const QByteArray odd = "p;a's\\s w=o\"rd";
        m_postgres.query(QStringLiteral("create role orderdesk_test_login login password 'p;a''s\\s w=o\"rd'"));
        const auto attempt = [&](const QByteArray& password) {
            ConnectionOptions options = *ConnectionOptions::parse(with("user", "orderdesk_test_login").url);
            options.set("password", password);
            DatabaseSettings settings = m_postgres.settings();
            settings.url = options.connectionString();
            return openError(settings);
        };
        const Error right = attempt(odd);
        const Error wrong = attempt("canary");
        const Error missing = attempt("");
        m_postgres.query(QStringLiteral("drop role orderdesk_test_login"));
        QCOMPARE(right.message.english(), QStringLiteral("it opened"));
        if (wrong.message.english() == right.message.english()) {
            QSKIP("this server asks for no password (pg_hba.conf: trust)");
        }
        for (const Error& error : {wrong, missing}) {
            QCOMPARE(error.code, ErrorCode::AccessRefused);
            QVERIFY2(error.message.english().contains(QStringLiteral("28P01")), qPrintable(error.message.english()));
            QVERIFY(!error.message.english().contains(QStringLiteral("canary")));
        }
    }

    void givesUpOnASilentServer_data()
    {
        QTest::addColumn<int>("mode");
        QTest::newRow("refuses") << static_cast<int>(TcpProxy::Mode::Refuse);
        QTest::newRow("silent") << static_cast<int>(TcpProxy::Mode::BlackHole);
    }

    void givesUpOnASilentServer()
    {
        QFETCH(const int, mode);
        TcpProxy proxy(m_postgres.serverHost(), m_postgres.serverPort());
        proxy.setMode(static_cast<TcpProxy::Mode>(mode));
        DatabaseSettings settings = m_postgres.settingsVia(QStringLiteral("127.0.0.1"), proxy.port());
        settings.connectTimeout = std::chrono::milliseconds(2000);
        QCOMPARE(openError(settings).code, ErrorCode::Unavailable);
    }

    void givesUpOnAServerThatFallsSilentAfterTheLogin()
    {
        TcpProxy proxy(m_postgres.serverHost(), m_postgres.serverPort());
        DatabaseSettings settings = m_postgres.settingsVia(QStringLiteral("127.0.0.1"), proxy.port());
        settings.watchdogTimeout = std::chrono::milliseconds(500);
        settings.connectTimeout = std::chrono::milliseconds(1000);
        proxy.blackHoleAfter("DATESTYLE");
        QCOMPARE(openError(settings).code, ErrorCode::Unavailable);
    }
};

ORDERDESK_TEST(TestDatabaseConnection)
#include "TestDatabaseConnection.moc"
