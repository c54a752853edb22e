#include "ui/live/LiveFeed.h"

#include "ui/live/LiveOrdersModel.h"

#include <algorithm>

namespace orderdesk {

LiveFeed::LiveFeed(LiveOrdersModel& model, QObject* parent)
    : QObject(parent)
    , m_model(model)
{
    m_timer.setInterval(tickInterval);
    connect(&m_timer, &QTimer::timeout, this, &LiveFeed::deliver);
}

void LiveFeed::add(const QList<IngestEvent>& events)
{
    if (events.isEmpty())
        return;
    m_chunks.push_back(events);
    m_kept += events.size();
    m_pendingCount += events.size();
    dropOverflow();
    schedule();
    Q_EMIT pendingChanged(m_pendingCount);
}

void LiveFeed::setHeld(Hold reason, bool held)
{
    const int holds = held ? m_holds | reason : m_holds & ~reason;
    if (holds == m_holds)
        return;
    const bool wasHeld = isHeld();
    m_holds = holds;
    if (wasHeld == isHeld())
        return;
    Q_EMIT heldChanged(isHeld());
    if (!isHeld())
        deliver();
    schedule();
}

void LiveFeed::dropOverflow()
{
    qint64 excess = m_kept - m_model.capacity();
    while (excess > 0) {
        const qint64 dropped = std::min<qint64>(excess, m_chunks.front().size() - m_taken);
        m_taken += dropped;
        m_kept -= dropped;
        excess -= dropped;
        if (m_taken == m_chunks.front().size()) {
            m_chunks.pop_front();
            m_taken = 0;
        }
    }
}

void LiveFeed::deliver()
{
    if (isHeld() || m_chunks.empty())
        return;
    // Whole insertions of up to maxPerTick: a chunk is never copied together with another, only cut.
    int budget = maxPerTick;
    int count = 0;
    m_model.beginBurst();
    while (budget > 0 && !m_chunks.empty()) {
        const QList<IngestEvent>& chunk = m_chunks.front();
        const qsizetype size = std::min<qsizetype>(budget, chunk.size() - m_taken);
        m_model.add(std::span(chunk.constData() + m_taken, static_cast<std::size_t>(size)));
        budget -= static_cast<int>(size);
        count += static_cast<int>(size);
        m_taken += size;
        if (m_taken == chunk.size()) {
            m_chunks.pop_front();
            m_taken = 0;
        }
    }
    m_model.endBurst();
    m_kept -= count;
    m_pendingCount = m_kept;
    schedule();
    Q_EMIT delivered(count);
    Q_EMIT pendingChanged(m_pendingCount);
}

void LiveFeed::schedule()
{
    if (isHeld() || m_chunks.empty())
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start();
}

} // namespace orderdesk
