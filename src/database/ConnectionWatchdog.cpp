#include "database/ConnectionWatchdog.h"

#include "concurrency/LoopThread.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <set>

namespace orderdesk {

constinit Mutex ConnectionWatchdog::s_mutex;

struct ConnectionWatchdog::Thread
{
    Thread()
    {
        loop.start([this] {
            while (loop.pauseUntil(cutOverdue())) {
            }
        });
    }

    /// Null when there is none. Never destroyed itself: who comes after main() finds it.
    static std::weak_ptr<Thread>& running()
    {
        static auto* const thread = new std::weak_ptr<Thread>;
        return *thread;
    }

    static std::shared_ptr<Thread> shared()
    {
        const MutexLock lock(s_mutex);
        std::shared_ptr<Thread> thread = running().lock();
        if (!thread) {
            thread = std::make_shared<Thread>();
            running() = thread;
        }
        return thread;
    }

    /// When to come again.
    Clock::time_point cutOverdue()
    {
        const MutexLock lock(s_mutex);
        wakesAt = Clock::time_point::max();
        const auto now = Clock::now();
        for (ConnectionWatchdog* const watchdog : watchdogs) {
            if (watchdog->end() <= now) {
                watchdog->cut();
            }
            // A watch that ends does not wake this thread: quick calls pay for no context switch.
            wakesAt = std::min(wakesAt, watchdog->end());
        }
        return wakesAt;
    }

    std::set<ConnectionWatchdog*> watchdogs ORDERDESK_GUARDED_BY(s_mutex);
    Clock::time_point wakesAt ORDERDESK_GUARDED_BY(s_mutex) = Clock::time_point::max();
    LoopThread loop{"watchdog"};
};

ConnectionWatchdog::ConnectionWatchdog(std::chrono::milliseconds limit,
                                       std::shared_ptr<const ConnectionInterrupt> interrupt)
    : m_limit(limit)
    , m_interrupt(std::move(interrupt))
    , m_thread(Thread::shared())
{
    const MutexLock lock(s_mutex);
    m_thread->watchdogs.insert(this);
}

ConnectionWatchdog::~ConnectionWatchdog()
{
    {
        const MutexLock lock(s_mutex);
        m_thread->watchdogs.erase(this);
    }
    detach();
}

void ConnectionWatchdog::attach(int socket)
{
    detach();
    const MutexLock lock(s_mutex);
    m_socket = fcntl(socket, F_DUPFD_CLOEXEC, 0);
}

void ConnectionWatchdog::detach()
{
    const MutexLock lock(s_mutex);
    if (m_socket >= 0) {
        close(std::exchange(m_socket, -1));
    }
}

ConnectionWatchdog::Watch ConnectionWatchdog::watch()
{
    return watch(m_limit, {});
}

ConnectionWatchdog::Watch ConnectionWatchdog::watch(std::chrono::milliseconds limit, std::function<void()> onTimeout)
{
    return Watch(arm(limit, std::move(onTimeout)) ? this : nullptr);
}

ConnectionWatchdog::Watch::~Watch()
{
    if (m_watchdog != nullptr) {
        m_watchdog->disarm();
    }
}

bool ConnectionWatchdog::arm(std::chrono::milliseconds limit, std::function<void()> onTimeout)
{
    {
        const MutexLock lock(s_mutex);
        if (m_deadline) {
            return false;
        }
        m_deadline = Clock::now() + limit;
        m_onTimeout = std::move(onTimeout);
        if (end() >= m_thread->wakesAt) {
            return true;
        }
    }
    m_thread->loop.poke();
    return true;
}

void ConnectionWatchdog::disarm()
{
    const MutexLock lock(s_mutex);
    m_deadline.reset();
    m_onTimeout = {};
}

void ConnectionWatchdog::hastenThisWatch(Clock::time_point deadline)
{
    {
        const MutexLock lock(s_mutex);
        if (end() == Clock::time_point::max() || *m_deadline <= deadline) {
            return;
        }
        m_deadline = deadline;
    }
    m_thread->loop.poke();
}

void ConnectionWatchdog::lookAgain()
{
    std::shared_ptr<Thread> thread;
    {
        const MutexLock lock(s_mutex);
        thread = Thread::running().lock();
    }
    if (thread) {
        thread->loop.poke();
    }
}

ConnectionWatchdog::Clock::time_point ConnectionWatchdog::end() const
{
    const Clock::time_point end = m_deadline.value_or(Clock::time_point::max());
    return m_interrupt && end != Clock::time_point::max() ? std::min(end, m_interrupt->deadline()) : end;
}

// Nothing here waits: the calls of all other connections would wait for their end too.
void ConnectionWatchdog::cut()
{
    if (m_onTimeout) {
        m_onTimeout();
    } else if (m_socket >= 0) {
        shutdown(m_socket, SHUT_RDWR);
    }
    m_deadline = Clock::time_point::max();
}

} // namespace orderdesk
