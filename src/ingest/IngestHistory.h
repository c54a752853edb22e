#pragma once

#include "broker/MessageSource.h"
#include "ingest/IngestSnapshot.h"

namespace orderdesk {

/// How long what waits has been waiting, see IngestSnapshot::lagTime.
std::optional<std::chrono::milliseconds> lagTimeOf(const SourceSnapshot& source, Timestamp now);

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
