#pragma once

#include "database/ConnectionInterrupt.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace orderdesk {

/// Ends calls into libpq that hang (a stopped server, a black hole): when a watch lasts longer than the limit, a thread
/// of its own shuts the connection's socket down, and the call fails like after any lost connection. PostgreSQL's
/// statement_timeout cannot do it: it needs a server that runs. attach(), detach() and watch() belong to the
/// connection's thread.
class ConnectionWatchdog final
{
public:
    /// `interrupt` (may be null) can make the time shorter for all that share it.
    explicit ConnectionWatchdog(std::chrono::milliseconds limit,
                                std::shared_ptr<ConnectionInterrupt> interrupt = nullptr);
    ~ConnectionWatchdog();
    ConnectionWatchdog(const ConnectionWatchdog&) = delete;
    ConnectionWatchdog& operator=(const ConnectionWatchdog&) = delete;

    /// Watches a duplicate of `socket`, so that a number reused after the connection's end is never hit.
    void attach(int socket);
    void detach();

    /// As long as it lives the clock runs. A watch inside a watch changes nothing.
    class [[nodiscard]] Watch final
    {
    public:
        explicit Watch(ConnectionWatchdog* watchdog)
            : m_watchdog(watchdog)
        {
        }
        Watch(Watch&& other) noexcept
            : m_watchdog(std::exchange(other.m_watchdog, nullptr))
        {
        }
        Watch(const Watch&) = delete;
        Watch& operator=(const Watch&) = delete;
        Watch& operator=(Watch&&) = delete;
        ~Watch();

    private:
        ConnectionWatchdog* m_watchdog;
    };
    Watch watch();
    /// For a call whose socket is not known: `onTimeout` runs on the watchdog's thread.
    Watch watch(std::chrono::milliseconds limit, std::function<void()> onTimeout);

    /// No watch, now or later, lasts beyond `deadline`. Any thread.
    void hasten(std::chrono::steady_clock::time_point deadline);
    /// The watch of now, if there is one, does not last beyond `deadline`. Any thread.
    void hastenThisWatch(std::chrono::steady_clock::time_point deadline);

private:
    void run();
    void disarm();
    bool shorten(std::chrono::steady_clock::time_point deadline); ///< with m_mutex locked; true: the thread must know
    bool arm(std::chrono::milliseconds limit, std::function<void()> onTimeout);

    const std::chrono::milliseconds m_limit;
    const std::shared_ptr<ConnectionInterrupt> m_interrupt;

    std::mutex m_mutex; // guards everything below but the thread
    std::condition_variable m_changed;
    int m_socket = -1; ///< our own duplicate; -1: none
    std::optional<std::chrono::steady_clock::time_point> m_deadline;
    std::chrono::steady_clock::time_point m_lastDeadline = std::chrono::steady_clock::time_point::max();
    std::function<void()> m_onTimeout;
    std::chrono::steady_clock::time_point m_wakesAt = std::chrono::steady_clock::time_point::max(); ///< the thread
    bool m_stopping = false;

    std::thread m_thread;
};

} // namespace orderdesk
