#include "app/LogTail.h"

#include <iterator>

namespace orderdesk {

LogTail::LogTail(std::size_t capacity)
    : m_capacity(capacity)
{
}

void LogTail::add(const LogRecord& record)
{
    std::function<void()> wake;
    {
        const MutexLock lock(m_mutex);
        if (m_records.size() >= m_capacity)
            m_records.pop_front();
        m_records.push_back(record);
        if (!m_woken && m_wake) {
            m_woken = true;
            wake = m_wake;
        }
    }
    if (wake) // without the lock: it may log
        wake();
}

std::vector<LogRecord> LogTail::take()
{
    const MutexLock lock(m_mutex);
    m_woken = false;
    std::vector<LogRecord> taken(std::make_move_iterator(m_records.begin()), std::make_move_iterator(m_records.end()));
    m_records.clear();
    return taken;
}

void LogTail::setWake(std::function<void()> wake)
{
    std::function<void()> now;
    {
        const MutexLock lock(m_mutex);
        m_wake = std::move(wake);
        m_woken = m_wake && !m_records.empty();
        if (m_woken)
            now = m_wake;
    }
    if (now)
        now();
}

} // namespace orderdesk
