#pragma once

#include "database/DatabaseSettings.h"
#include "words/Result.h"

#include <QString>

namespace orderdesk {

/// What a trial connection found.
struct DatabaseFinding
{
    QString server;         ///< "15.10 (Debian 15.10-0+deb12u1)"
    int schemaVersion = 0;  ///< 0: no tables of ours yet
    bool readOnly = false;  ///< a standby, or a role that may only read
    bool mayCreate = false; ///< the role may create the tables
};

/// Tries the settings out: connects and looks, changes nothing. Any thread; blocks for settings.connectTimeout and
/// statementTimeout at most. Fails as DatabaseConnection::ensureOpen().
Result<DatabaseFinding> probeDatabase(const DatabaseSettings& settings);

/// Of libpq, as it is loaded: "15.10".
QString databaseLibraryVersion();

} // namespace orderdesk
