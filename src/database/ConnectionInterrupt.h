#pragma once

#include <atomic>
#include <chrono>

namespace orderdesk {

/// Ends what a group of connections is doing, for good: a program that stops must not wait for a database that hangs.
/// The connections share it through DatabaseSettings::interrupt; each one's ConnectionWatchdog shuts its socket when
/// the time is up, and from then on DatabaseConnection::ensureOpen() fails as Cancelled. Any thread.
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
    Clock::time_point deadline() const { return m_deadline; }
    bool isOver() const { return Clock::now() >= deadline(); }

private:
    std::atomic<Clock::time_point> m_deadline = Clock::time_point::max();
};

} // namespace orderdesk
