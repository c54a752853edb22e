#pragma once

#include "app/Logging.h"
#include "concurrency/Mutex.h"

#include <deque>
#include <functional>
#include <vector>

namespace orderdesk {

/// The last lines of the log, kept for who wants to see them: bounded, written by any thread, taken in batches by one.
class LogTail final
{
public:
    explicit LogTail(std::size_t capacity = 5000);

    /// Any thread. The oldest leaves when there are too many.
    void add(const LogRecord& record);
    /// Those that came since the last call, oldest first.
    std::vector<LogRecord> take();
    /// Called once, on the thread that adds (or at once, on this one), when there is something to take; then not before
    /// the next take(). Empty: nobody is told any more.
    void setWake(std::function<void()> wake);

private:
    const std::size_t m_capacity;
    Mutex m_mutex;
    std::deque<LogRecord> m_records ORDERDESK_GUARDED_BY(m_mutex);
    std::function<void()> m_wake ORDERDESK_GUARDED_BY(m_mutex);
    bool m_woken ORDERDESK_GUARDED_BY(m_mutex) = false;
};

} // namespace orderdesk
