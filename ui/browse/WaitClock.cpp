#include "ui/browse/WaitClock.h"

#include <chrono>

namespace orderdesk {

WaitClock::WaitClock(QObject* parent)
    : QObject(parent)
{
    m_timer.setInterval(std::chrono::seconds(1));
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &WaitClock::ticked);
}

void WaitClock::setRunning(bool running)
{
    if (running == m_timer.isActive())
        return;
    if (running) {
        m_since.start();
        m_timer.start();
    } else {
        m_timer.stop();
    }
}

int WaitClock::seconds() const
{
    constexpr qint64 early = 50; // a tick may come a moment before its second
    return m_timer.isActive() ? static_cast<int>((m_since.elapsed() + early) / 1000) : 0;
}

} // namespace orderdesk
