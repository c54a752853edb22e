#pragma once

#include "database/ConnectionWatchdog.h"
#include "database/DatabaseSettings.h"
#include "database/SocketSnapshot.h"
#include "words/Result.h"

#include <QByteArrayView>
#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <stop_token>
#include <utility>

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
    /// What runs in here through PgStatement ends when `stop` is asked for, from any thread and on the server too, and
    /// fails as Cancelled, as all that is begun later does. A token that cannot stop: nothing ends.
    void setStopToken(std::stop_token stop) { m_stop = std::move(stop); }
    const std::stop_token& stopToken() const { return m_stop; }
    /// Fails as Cancelled once the stop token was asked.
    Result<void> goesOn() const;
    /// A call that runs now ends within `rest`: its connection is cut then. Any thread.
    void hasten(std::chrono::milliseconds rest);
    /// The failure of a call; closes the connection if it is lost, so that what was prepared on it is let go too.
    Error failed(const Sentence& action, const QSqlError& error);
    Error failed(const Sentence& action, QByteArrayView sqlState);

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
    std::optional<OpenSocket> m_openSocket;
    std::stop_token m_stop;
};

} // namespace orderdesk
