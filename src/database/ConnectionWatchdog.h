#pragma once

#include "concurrency/Mutex.h"
#include "database/ConnectionInterrupt.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace orderdesk {

/// Ends calls into libpq that hang (a stopped server, a black hole): when a watch lasts longer than the limit, the
/// connection's socket is shut down, and the call fails like after any lost connection. PostgreSQL's statement_timeout
/// cannot do it: it needs a server that runs. One thread does it for all connections; it lives as long as there is a
/// ConnectionWatchdog. attach(), detach() and watch() belong to the connection's thread.
class ConnectionWatchdog final
{
public:
    using Clock = std::chrono::steady_clock;

    /// `interrupt` (may be null) can make the time shorter for all that share it.
    explicit ConnectionWatchdog(std::chrono::milliseconds limit,
                                std::shared_ptr<const ConnectionInterrupt> interrupt = nullptr);
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
    /// For a call whose socket is not known: `onTimeout` runs on the thread of all watchdogs, and must not wait.
    Watch watch(std::chrono::milliseconds limit, std::function<void()> onTimeout);

    /// The watch of now, if there is one, does not last beyond `deadline`. Any thread.
    void hastenThisWatch(Clock::time_point deadline);
    /// Some interrupt has a new deadline. Any thread.
    static void lookAgain();

private:
    struct Thread;

    bool arm(std::chrono::milliseconds limit, std::function<void()> onTimeout);
    void disarm();
    /// Of the watch; time_point::max(): none, or its call is ending.
    Clock::time_point end() const ORDERDESK_REQUIRES(s_mutex);
    void cut() ORDERDESK_REQUIRES(s_mutex);

    static Mutex s_mutex; // of all watchdogs, which are few

    const std::chrono::milliseconds m_limit;
    const std::shared_ptr<const ConnectionInterrupt> m_interrupt;
    const std::shared_ptr<Thread> m_thread;
    int m_socket ORDERDESK_GUARDED_BY(s_mutex) = -1;                           ///< our own duplicate; -1: none
    std::optional<Clock::time_point> m_deadline ORDERDESK_GUARDED_BY(s_mutex); ///< of the watch; max(): it has run out
    std::function<void()> m_onTimeout ORDERDESK_GUARDED_BY(s_mutex);
};

} // namespace orderdesk
