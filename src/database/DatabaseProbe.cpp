#include "database/DatabaseProbe.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"

#include <libpq-fe.h>

namespace orderdesk {

Result<DatabaseFinding> probeDatabase(const DatabaseSettings& settings)
{
    const Sentence action = Sentence::tr("cannot look at the database");
    DatabaseConnection connection(settings);
    if (const auto opened = connection.ensureOpen(); !opened) {
        return tl::unexpected(opened.error());
    }
    const auto look = runStatement(connection,
                                   "select current_setting('server_version'), current_setting('server_encoding'),"
                                   " to_regclass('schema_version') is not null,"
                                   " current_setting('transaction_read_only') = 'on',"
                                   " coalesce(has_schema_privilege(current_schema(), 'create'), false),"
                                   " coalesce(has_table_privilege(to_regclass('orders'), 'insert'), true)",
                                   PgParameters(), action);
    if (!look) {
        return tl::unexpected(look.error());
    }
    if (look->bytes(0, 1) != "UTF8") {
        return failure(ErrorCode::AccessRefused,
                       Sentence::tr("the database's encoding is not UTF8: create it with ENCODING 'UTF8'"));
    }
    DatabaseFinding finding{QString::fromUtf8(look->byteArray(0, 0)), 0, look->boolean(0, 3) || !look->boolean(0, 5),
                            look->boolean(0, 4)};
    if (look->boolean(0, 2)) {
        const auto version = runStatement(connection, "select coalesce(max(version), 0)::bigint from schema_version",
                                          PgParameters(), action);
        if (!version) {
            return tl::unexpected(version.error());
        }
        finding.schemaVersion = static_cast<int>(version->int8(0, 0));
    }
    return finding;
}

QString databaseLibraryVersion()
{
    const int version = PQlibVersion();
    return QStringLiteral("%1.%2").arg(version / 10'000).arg(version % 10'000);
}

} // namespace orderdesk
