#pragma once

#include "broker/MessageSource.h"
#include "domain/LogPosition.h"

#include <span>
#include <vector>

namespace orderdesk {

/// How far the database is, as it was last read or written: what new positions count on from, and what a database must
/// not be behind. Writer thread only.
class WrittenPositions final
{
public:
    void take(const KnownLogs& known);               ///< as read
    void note(std::span<const LogPosition> written); ///< as written
    void clear() { m_positions.clear(); }            ///< of a database that has lost them
    bool isEmpty() const { return m_positions.isEmpty(); }
    QList<TopicPartition> partitions() const { return m_positions.keys(); }

    /// Those of a log that goes on elsewhere, because somebody wants it.
    std::vector<LogPosition> movedTo(const PartitionOffsets& places) const;
    /// With `batches` counted on.
    std::vector<LogPosition> countedOn(std::vector<LogPosition> positions) const;
    /// What Kafka is to keep beside the offset of a partition.
    QByteArray note(const TopicPartition& partition) const;
    /// Whether the database has lost what was read of it or written to it.
    bool isAheadOf(const KnownLogs& known) const;

private:
    QByteArray m_database; ///< its number
    QHash<TopicPartition, LogPosition> m_positions;
};

} // namespace orderdesk
