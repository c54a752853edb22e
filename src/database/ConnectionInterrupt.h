#pragma once

#include <chrono>
#include <mutex>
#include <set>

namespace orderdesk {

class ConnectionWatchdog;

/// Ends what a group of connections is doing, for good: a program that stops must not wait for a database that hangs.
/// The connections share it through DatabaseSettings::interrupt; each one's watchdog shuts its socket when the time is
/// up, and from then on DatabaseConnection::ensureOpen() fails as Cancelled. Any thread.
class ConnectionInterrupt final
{
public:
    using Clock = std::chrono::steady_clock;

    ConnectionInterrupt() = default;
    ConnectionInterrupt(const ConnectionInterrupt&) = delete;
    ConnectionInterrupt& operator=(const ConnectionInterrupt&) = delete;

    /// Calls that run then, and every later one, fail when `grace` is over. A second call can only shorten it.
    void cutAfter(std::chrono::milliseconds grace);
    /// When calls end at the latest; time_point::max() before cutAfter().
    Clock::time_point deadline() const;
    bool isOver() const { return Clock::now() >= deadline(); }

private:
    friend class ConnectionWatchdog;
    void add(ConnectionWatchdog& watchdog);
    void remove(ConnectionWatchdog& watchdog);

    mutable std::mutex m_mutex; // held while a watchdog's own is taken, never the other way round
    Clock::time_point m_deadline = Clock::time_point::max(); ///< guarded by m_mutex
    std::set<ConnectionWatchdog*> m_watchdogs;               ///< guarded by m_mutex
};

} // namespace orderdesk
