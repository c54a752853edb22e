#include "database/DatabaseConnection.h"

#include "database/ConnectFailure.h"
#include "database/ConnectionOptions.h"
#include "database/SocketSnapshot.h"
#include "database/SqlFailure.h"

#include <QLoggingCategory>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>
#include <libpq-fe.h>

#include <algorithm>
#include <utility>

namespace orderdesk {
namespace {

Q_LOGGING_CATEGORY(logStorage, "orderdesk.storage", QtInfoMsg)

using std::chrono::milliseconds;

/// Seconds, as libpq counts connect_timeout.
QByteArray wholeSeconds(milliseconds time)
{
    return QByteArray::number(static_cast<qint64>(std::max<std::int64_t>(1, (time.count() + 999) / 1000)));
}

void addOurDefaults(ConnectionOptions& options, const DatabaseSettings& settings)
{
    options.setDefault("connect_timeout", wholeSeconds(settings.connectTimeout));
    options.setDefault("application_name", settings.applicationName.toUtf8());
    options.setDefault("keepalives_idle", "10");
    options.setDefault("keepalives_interval", "5");
    options.setDefault("keepalives_count", "3");
    options.setDefault("tcp_user_timeout", QByteArray::number(static_cast<qint64>(settings.watchdogTimeout.count())));
}

} // namespace

DatabaseConnection::DatabaseConnection(DatabaseSettings settings)
    : m_settings(std::move(settings))
    , m_name(QStringLiteral("orderdesk-") + QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_watchdog(m_settings.watchdogTimeout, m_settings.interrupt)
{
}

DatabaseConnection::~DatabaseConnection()
{
    close();
}

Result<void> DatabaseConnection::ensureOpen()
{
    if (isOpen()) {
        return {};
    }
    close();
    if (isInterrupted()) {
        return failure(ErrorCode::Cancelled, Sentence::tr("the database is not asked any more"));
    }
    if (const auto going = goesOn(); !going) {
        return going;
    }
    auto options = ConnectionOptions::parse(m_settings.url);
    if (!options) {
        return tl::unexpected(options.error());
    }
    addOurDefaults(*options, m_settings);
    return open(*options).and_then([this] { return configureSession(); }).map_error([this](Error error) {
        close();
        return error;
    });
}

Result<void> DatabaseConnection::open(const ConnectionOptions& options)
{
    const Result<QString> driverOptions = options.driverOptions();
    if (!driverOptions) {
        return tl::unexpected(driverOptions.error());
    }
    const auto started = std::chrono::steady_clock::now();
    m_added = true;
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), m_name);
    if (!database.isValid()) {
        return failure(ErrorCode::AccessRefused, Sentence::tr("Qt's PostgreSQL driver (QPSQL) is not installed"));
    }
    database.setHostName(QString::fromUtf8(options.value("host")));
    database.setDatabaseName(QString::fromUtf8(options.value("dbname")));
    database.setUserName(QString::fromUtf8(options.value("user")));
    database.setPassword(QString::fromUtf8(options.value("password")));
    database.setConnectOptions(*driverOptions);
    if (openWatched(database, options.ports()) && database.isOpen()) {
        m_openSocket.emplace(PQsocket(handle()));
        // Else libpq writes what the server says to stderr.
        PQsetNoticeProcessor(
            handle(), [](void*, const char*) {}, nullptr);
        m_watchdog.attach(PQsocket(handle()));
        ++m_generation;
        return {};
    }
    if (isInterrupted()) {
        return failure(ErrorCode::Cancelled, Sentence::tr("the database is not asked any more"));
    }
    const auto spent = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - started);
    return tl::unexpected(connectFailure(options, std::max(milliseconds(100), m_settings.connectTimeout - spent)));
}

// libpq's connect_timeout ends with the login; what the driver asks the server after it has no limit.
bool DatabaseConnection::openWatched(QSqlDatabase& database, const std::set<std::uint16_t>& ports)
{
    const auto watching = m_watchdog.watch(m_settings.connectTimeout + m_settings.watchdogTimeout,
                                           [known = SocketSnapshot(), ports] { known.shutNewConnections(ports); });
    return database.open();
}

// In one statement after connecting, not as start-up options: a pooler in between refuses those it does not know.
// Only a superuser may tell the server's log to leave our values out.
Result<void> DatabaseConnection::configureSession()
{
    const auto watching = watch();
    QSqlQuery query(database());
    query.setForwardOnly(true);
    const auto number = [](milliseconds time) { return QString::number(static_cast<qint64>(time.count())); };
    const bool done = query.exec(
        QStringLiteral("select set_config('statement_timeout', '") + number(m_settings.statementTimeout) +
        QStringLiteral("', false), set_config('lock_timeout', '") + number(m_settings.lockTimeout) +
        QStringLiteral("', false), set_config('idle_in_transaction_session_timeout', '") +
        number(m_settings.watchdogTimeout + m_settings.statementTimeout) +
        QStringLiteral("', false), set_config('orderdesk.kept_revisions', '") +
        QString::number(m_settings.keptRevisions) +
        QStringLiteral("', false), set_config('timezone', 'UTC', false), set_config(name, value, false)"
                       " from (values ('log_parameter_max_length', '0'), ('log_parameter_max_length_on_error', '0'),"
                       " ('log_error_verbosity', 'terse'), ('application_name', current_setting('application_name')))"
                       " as quiet (name, value)"
                       " where current_setting('is_superuser') = 'on' or name = 'application_name'"));
    if (!done) {
        return tl::unexpected(failed(Sentence::tr("cannot set up the database connection"), query.lastError()));
    }
    qCDebug(logStorage) << "connected to PostgreSQL";
    return {};
}

bool DatabaseConnection::isInterrupted() const
{
    return m_settings.interrupt && m_settings.interrupt->isOver();
}

Result<void> DatabaseConnection::goesOn() const
{
    return m_stop.stop_requested() ? Result<void>(failure(ErrorCode::Cancelled, Sentence::tr("cancelled")))
                                   : Result<void>();
}

void DatabaseConnection::hasten(milliseconds rest)
{
    m_watchdog.hastenThisWatch(std::chrono::steady_clock::now() + rest);
}

bool DatabaseConnection::isOpen() const
{
    return m_added && database().isOpen();
}

void DatabaseConnection::close()
{
    if (!std::exchange(m_added, false)) {
        return;
    }
    const auto watching = watch();
    QSqlDatabase::removeDatabase(m_name);
    m_openSocket.reset();
    m_watchdog.detach();
}

QSqlDatabase DatabaseConnection::database() const
{
    return QSqlDatabase::database(m_name, false);
}

pg_conn* DatabaseConnection::handle() const
{
    if (!isOpen()) {
        return nullptr;
    }
    const QVariant handle = database().driver()->handle();
    // Documented as "PGconn*", found as "pg_conn*".
    const QByteArray type = handle.typeName();
    if (!handle.isValid() || (type != "PGconn*" && type != "pg_conn*")) {
        return nullptr;
    }
    return *static_cast<PGconn* const*>(handle.data());
}

Error DatabaseConnection::failed(const Sentence& action, const QSqlError& error)
{
    return failed(action, QByteArrayView(error.nativeErrorCode().toLatin1()));
}

// The driver may call a connection open that the server has just announced to end. And a session stays read-only that
// began while that was the database's default, as managed servers set it when the disk fills: the next may not be.
Error DatabaseConnection::failed(const Sentence& action, QByteArrayView sqlState)
{
    if (!isOpen() || sqlState.isEmpty() || sqlState.startsWith("08") || sqlState.startsWith("57P") ||
        sqlState == QByteArrayView("25006")) {
        close();
    }
    // Ended by the stop token, on the server or with the connection.
    if (const auto going = goesOn(); !going && (sqlState.isEmpty() || sqlState == QByteArrayView("57014"))) {
        return going.error();
    }
    return sqlFailure(action, sqlState);
}

} // namespace orderdesk
