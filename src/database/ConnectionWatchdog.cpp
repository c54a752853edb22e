#include "database/ConnectionWatchdog.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace orderdesk {
namespace {

using Clock = std::chrono::steady_clock;

} // namespace

ConnectionWatchdog::ConnectionWatchdog(std::chrono::milliseconds limit, std::shared_ptr<ConnectionInterrupt> interrupt)
    : m_limit(limit)
    , m_interrupt(std::move(interrupt))
    , m_thread([this] { run(); })
{
    if (m_interrupt) {
        m_interrupt->add(*this);
    }
}

ConnectionWatchdog::~ConnectionWatchdog()
{
    if (m_interrupt) {
        m_interrupt->remove(*this);
    }
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_one();
    m_thread.join();
    detach();
}

void ConnectionWatchdog::attach(int socket)
{
    detach();
    const std::lock_guard lock(m_mutex);
    m_socket = fcntl(socket, F_DUPFD_CLOEXEC, 0);
}

void ConnectionWatchdog::detach()
{
    const std::lock_guard lock(m_mutex);
    if (m_socket >= 0) {
        close(m_socket);
        m_socket = -1;
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
    bool wake = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_deadline) {
            return false;
        }
        m_deadline = std::min(Clock::now() + limit, m_lastDeadline);
        m_onTimeout = std::move(onTimeout);
        wake = *m_deadline < m_wakesAt;
    }
    if (wake) {
        m_changed.notify_one();
    }
    return true;
}

void ConnectionWatchdog::hasten(Clock::time_point deadline)
{
    {
        const std::lock_guard lock(m_mutex);
        m_lastDeadline = deadline;
        if (!shorten(deadline)) {
            return;
        }
    }
    m_changed.notify_one();
}

void ConnectionWatchdog::hastenThisWatch(Clock::time_point deadline)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!shorten(deadline)) {
            return;
        }
    }
    m_changed.notify_one();
}

bool ConnectionWatchdog::shorten(Clock::time_point deadline)
{
    // time_point::max(): the watch has run out and its call is ending.
    if (!m_deadline || *m_deadline == Clock::time_point::max() || *m_deadline <= deadline) {
        return false;
    }
    m_deadline = deadline;
    return true;
}

void ConnectionWatchdog::disarm()
{
    const std::lock_guard lock(m_mutex);
    m_deadline.reset();
    m_onTimeout = {};
}

void ConnectionWatchdog::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        if (m_deadline && *m_deadline <= Clock::now()) {
            if (m_onTimeout) {
                m_onTimeout();
            } else if (m_socket >= 0) {
                shutdown(m_socket, SHUT_RDWR);
            }
            m_deadline = Clock::time_point::max();
        }
        // A watch that ends does not wake this thread: quick calls pay for no context switch.
        m_wakesAt = m_deadline.value_or(Clock::time_point::max());
        if (m_wakesAt == Clock::time_point::max()) {
            m_changed.wait(lock);
        } else {
            m_changed.wait_until(lock, m_wakesAt);
        }
    }
}

} // namespace orderdesk
