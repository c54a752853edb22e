#include "database/ConnectionInterrupt.h"

#include "database/ConnectionWatchdog.h"

namespace orderdesk {

void ConnectionInterrupt::cutAfter(std::chrono::milliseconds grace)
{
    const Clock::time_point wanted = Clock::now() + grace;
    Clock::time_point before = m_deadline;
    while (wanted < before && !m_deadline.compare_exchange_weak(before, wanted)) {
    }
    ConnectionWatchdog::lookAgain();
}

} // namespace orderdesk
