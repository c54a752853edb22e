#pragma once

#include "ingest/IngestSnapshot.h"

namespace orderdesk {

/// The last ten minutes, one point a second, for a curve. Bounded. One thread at a time.
class IngestHistory final
{
public:
    static constexpr std::chrono::seconds interval{1};
    static constexpr qsizetype capacity = 600;

    bool isDue(Timestamp now) const;
    /// The oldest point leaves when there are too many.
    void add(IngestHistoryPoint point);
    /// Oldest first; shares its memory with this until the next add().
    const QList<IngestHistoryPoint>& points() const { return m_points; }

private:
    QList<IngestHistoryPoint> m_points;
};

} // namespace orderdesk
