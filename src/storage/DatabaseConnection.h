#pragma once

#include "domain/Result.h"
#include "storage/ConnectionWatchdog.h"
#include "storage/DatabaseSettings.h"

#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <set>

class QSqlDatabase;
class QSqlError;
struct pg_conn;

namespace orderdesk {

class ConnectionOptions;

/// One connection to PostgreSQL through Qt's QPSQL driver, under a name of its own. Belongs to the thread that first
/// calls ensureOpen(): use, close and destroy it there. It never reconnects in the middle of something: a lost
/// connection stays closed until ensureOpen() is called again.
class DatabaseConnection final
{
public:
    explicit DatabaseConnection(DatabaseSettings settings);
    ~DatabaseConnection();
    DatabaseConnection(const DatabaseConnection&) = delete;
    DatabaseConnection& operator=(const DatabaseConnection&) = delete;

    /// Opens it unless it is open. Fails as AccessRefused (bad URL, login, unknown database) or Unavailable, within
    /// settings.connectTimeout for each address of the host (libpq counts whole seconds, 2 at least); as Cancelled once
    /// settings.interrupt is over.
    Result<void> ensureOpen();
    bool isOpen() const;
    void close();

    QSqlDatabase database() const; ///< only while open; never keep a copy
    pg_conn* handle() const;       ///< the driver's PGconn; null when it is closed
    /// Counts the times it was opened: what was prepared under another number is gone.
    std::uint64_t generation() const { return m_generation; }

    /// To be held around every call that waits for the server.
    ConnectionWatchdog::Watch watch() { return m_watchdog.watch(); }
    /// The failure of a call; closes the connection if it is lost, so that what was prepared on it is let go too.
    Error failed(const QString& action, const QSqlError& error);
    Error failed(const QString& action, QByteArrayView sqlState);

private:
    Result<void> open(const ConnectionOptions& options);
    bool openWatched(QSqlDatabase& database, const std::set<std::uint16_t>& ports);
    Result<void> configureSession();
    bool isInterrupted() const;

    const DatabaseSettings m_settings;
    const QString m_name;
    bool m_added = false;
    std::uint64_t m_generation = 0;
    ConnectionWatchdog m_watchdog;
};

} // namespace orderdesk
