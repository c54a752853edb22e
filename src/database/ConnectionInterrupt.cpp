#include "database/ConnectionInterrupt.h"

#include "database/ConnectionWatchdog.h"

#include <algorithm>

namespace orderdesk {

void ConnectionInterrupt::cutAfter(std::chrono::milliseconds grace)
{
    const std::scoped_lock lock(m_mutex);
    m_deadline = std::min(m_deadline, Clock::now() + grace);
    for (ConnectionWatchdog* watchdog : m_watchdogs) {
        watchdog->hasten(m_deadline);
    }
}

ConnectionInterrupt::Clock::time_point ConnectionInterrupt::deadline() const
{
    const std::scoped_lock lock(m_mutex);
    return m_deadline;
}

void ConnectionInterrupt::add(ConnectionWatchdog& watchdog)
{
    const std::scoped_lock lock(m_mutex);
    m_watchdogs.insert(&watchdog);
    watchdog.hasten(m_deadline);
}

void ConnectionInterrupt::remove(ConnectionWatchdog& watchdog)
{
    const std::scoped_lock lock(m_mutex);
    m_watchdogs.erase(&watchdog);
}

} // namespace orderdesk
