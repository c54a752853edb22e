#include "ingest/WrittenPositions.h"

#include "ingest/ReadingStart.h"

#include <algorithm>

namespace orderdesk {

void WrittenPositions::take(const KnownLogs& known)
{
    m_database = known.database;
    m_positions.clear();
    for (auto log = known.logs.cbegin(); log != known.logs.cend(); ++log) {
        if (log->ours) {
            m_positions.insert(log.key(), *log->ours);
        }
    }
}

void WrittenPositions::note(std::span<const LogPosition> written)
{
    for (const LogPosition& position : written) {
        m_positions.insert(position.partition, position);
    }
}

std::vector<LogPosition> WrittenPositions::movedTo(const PartitionOffsets& places) const
{
    std::vector<LogPosition> moved;
    for (auto place = places.cbegin(); place != places.cend(); ++place) {
        const auto known = m_positions.constFind(place.key());
        if (known != m_positions.constEnd()) {
            moved.push_back(*known);
            moved.back().next = place.value();
        }
    }
    return moved;
}

std::vector<LogPosition> WrittenPositions::countedOn(std::vector<LogPosition> positions) const
{
    for (LogPosition& position : positions) {
        const auto known = m_positions.constFind(position.partition);
        const bool goesOn = known != m_positions.constEnd() && known->incarnation == position.incarnation;
        position.batches = (goesOn ? known->batches : 0) + 1;
    }
    return positions;
}

QByteArray WrittenPositions::note(const TopicPartition& partition) const
{
    return noteOf(m_database, m_positions.value(partition));
}

bool WrittenPositions::isAheadOf(const KnownLogs& known) const
{
    return std::any_of(m_positions.begin(), m_positions.end(), [&](const LogPosition& position) {
        return isBehind(known.logs.value(position.partition).ours, position.incarnation, position.batches);
    });
}

} // namespace orderdesk
