#include "storage/Schema.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"
#include "database/Transaction.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>

// Outside every namespace, as Q_INIT_RESOURCE asks: resources of a static library are not registered by themselves.
static void initMigrations()
{
    Q_INIT_RESOURCE(migrations);
}

namespace orderdesk {
namespace {

Q_LOGGING_CATEGORY(logStorage, "orderdesk.storage", QtInfoMsg)

struct Migration
{
    int version = 0;
    QString name;
    QByteArray script;
};

// Any number will do as long as it never changes: two programs of different versions must take the same lock.
constexpr std::int64_t advisoryLock = 0x6F72646572646573; // "orderdes"

// A migration may rewrite large tables, and a second program waits for the first.
constexpr std::chrono::minutes migrationLimit{30};

Result<std::vector<Migration>> knownMigrations()
{
    initMigrations();
    const QDir directory(QStringLiteral(":/orderdesk/sql"));
    std::vector<Migration> migrations;
    for (const QString& name : directory.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
        QFile file(directory.filePath(name));
        const int version = name.section(QLatin1Char('_'), 0, 0).toInt();
        if (version != static_cast<int>(migrations.size()) + 1 || !file.open(QIODevice::ReadOnly)) {
            return failure(ErrorCode::Internal, Sentence::tr("the migrations inside the program are incomplete"));
        }
        migrations.push_back({version, name, file.readAll()});
    }
    return migrations;
}

/// 0: there is no schema yet.
Result<int> currentVersion(DatabaseConnection& connection)
{
    const Sentence action = Sentence::tr("cannot read the schema's version");
    const Result<PgRows> table =
        runStatement(connection, "select to_regclass('schema_version') is not null", PgParameters(), action);
    if (!table) {
        return tl::unexpected(table.error());
    }
    if (!table->boolean(0, 0)) {
        return 0;
    }
    return runStatement(connection, "select coalesce(max(version), 0)::bigint from schema_version", PgParameters(),
                        action)
        .map([](const PgRows& rows) { return static_cast<int>(rows.int8(0, 0)); });
}

/// Other encodings cannot hold every order, and our SQL compares by UTF-8.
Result<void> checkEncoding(DatabaseConnection& connection)
{
    const Result<PgRows> encoding = runStatement(connection, "select current_setting('server_encoding')",
                                                 PgParameters(), Sentence::tr("cannot read the database's encoding"));
    if (!encoding) {
        return tl::unexpected(encoding.error());
    }
    if (encoding->bytes(0, 0) != "UTF8") {
        return failure(ErrorCode::AccessRefused,
                       Sentence::tr("the database's encoding is not UTF8: create it with ENCODING 'UTF8'"));
    }
    return {};
}

Result<void> record(DatabaseConnection& connection, const Migration& migration)
{
    PgParameters parameters;
    parameters.addInt8(migration.version).addText(migration.name.toStdString());
    return runStatement(connection, "insert into schema_version (version, name) values ($1::bigint, $2::text)",
                        parameters, Sentence::tr("cannot record the schema's version"))
        .map([](const PgRows&) {});
}

/// Applies the next migration that is missing, if one is; the version afterwards.
Result<int> applyNext(DatabaseConnection& connection, const std::vector<Migration>& migrations)
{
    auto transaction = Transaction::begin(connection);
    if (!transaction) {
        return tl::unexpected(transaction.error());
    }
    PgParameters lock;
    lock.addInt8(advisoryLock);
    const auto locked = runStatement(connection, "select pg_advisory_xact_lock($1::bigint)", lock,
                                     Sentence::tr("cannot lock the schema"));
    if (!locked) {
        return tl::unexpected(locked.error());
    }
    Result<int> version = currentVersion(connection);
    if (!version || *version >= static_cast<int>(migrations.size())) {
        return version;
    }
    const Migration& next = migrations[static_cast<std::size_t>(*version)];
    QByteArray script = next.script;
    if (*version == 0) {
        script.prepend("create table schema_version (version integer primary key, name text not null,"
                       " applied_at timestamptz not null default now());\n");
    }
    auto done = runScript(connection, script, Sentence::tr("cannot apply the migration %1").arg(next.name))
                    .and_then([&] { return record(connection, next); })
                    .and_then([&] { return (*transaction)->commit(); });
    if (!done) {
        Error error = done.error();
        if (error.sqlState == "42501") { // PostgreSQL 15 and later: not everybody may create in public
            error.hint =
                Sentence::tr("let this role create tables: GRANT CREATE ON SCHEMA public TO the role, or let an "
                             "instance whose role may do it start first");
        }
        return tl::unexpected(std::move(error));
    }
    qCInfo(logStorage).noquote() << "applied the migration" << next.name;
    return next.version;
}

Result<int> checkNotNewer(int version, int known)
{
    if (version > known) {
        return failure(ErrorCode::Conflict,
                       Sentence::tr("the database has schema version %1, this program knows %2 at most")
                           .arg(version, known)
                           .because(Sentence::tr("start a newer Orderdesk or another database")));
    }
    return version;
}

} // namespace

Result<int> migrateSchema(const DatabaseSettings& settings)
{
    const Result<std::vector<Migration>> migrations = knownMigrations();
    if (!migrations) {
        return tl::unexpected(migrations.error());
    }
    const int known = static_cast<int>(migrations->size());
    Result<int> version = 0;
    {
        // Usually nothing is to be done, and that shall take no longer than any other statement.
        DatabaseConnection connection(settings);
        version = connection.ensureOpen().and_then([&] { return checkEncoding(connection); }).and_then([&] {
            return currentVersion(connection);
        });
    }
    if (!version || *version >= known) {
        return version.and_then([&](int found) { return checkNotNewer(found, known); });
    }
    DatabaseSettings patient = settings;
    patient.statementTimeout = patient.lockTimeout = patient.watchdogTimeout = migrationLimit;
    DatabaseConnection connection(patient);
    const Result<void> opened = connection.ensureOpen();
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    while (version && *version < known) {
        version = applyNext(connection, *migrations);
    }
    return version.and_then([&](int found) { return checkNotNewer(found, known); });
}

} // namespace orderdesk
