#include "ingest/IngestHistory.h"

#include <algorithm>

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

std::optional<std::chrono::milliseconds> lagTimeOf(const SourceSnapshot& source, Timestamp now)
{
    if (!source.lag) {
        return {};
    }
    if (*source.lag == 0) {
        return std::chrono::milliseconds(0);
    }
    if (!source.waitingSince) {
        return {};
    }
    // Producers' clocks may run ahead of ours.
    return std::max(std::chrono::milliseconds(0),
                    std::chrono::duration_cast<std::chrono::milliseconds>(now - *source.waitingSince));
}

} // namespace orderdesk
