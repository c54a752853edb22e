#include "ingest/IngestHistory.h"

namespace orderdesk {

bool IngestHistory::isDue(Timestamp now) const
{
    // A clock that was set back must not stop the curve.
    return m_points.isEmpty() || now - m_points.last().at >= interval || now < m_points.last().at;
}

void IngestHistory::add(IngestHistoryPoint point)
{
    if (m_points.size() >= capacity) {
        m_points.removeFirst();
    }
    m_points.append(std::move(point));
}

} // namespace orderdesk
