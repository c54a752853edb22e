#pragma once

#include "domain/Timestamp.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <cstdint>
#include <optional>

namespace orderdesk {

/// Ingest was paused by a person. A plain value.
struct IngestPause
{
    Timestamp since{};
    QString by; ///< the login name of who did it; empty: not known

    friend bool operator==(const IngestPause&, const IngestPause&) = default;
};

/// Where a person wants a consumer to go on reading.
struct SeekTarget
{
    enum class Place {
        Beginning, ///< the oldest message Kafka still has, of each partition
        Offset,    ///< `offset` of `partition`; the other partitions stay where they are
        Time,      ///< the first message of each partition that is not older than `time`
    };

    Place place = Place::Beginning;
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    Timestamp time{};

    friend bool operator==(const SeekTarget&, const SeekTarget&) = default;
};

/// What a SeekTarget means for each assigned partition, in offsets: to be looked at before it is done.
struct SeekPlan
{
    struct Partition
    {
        QString topic;
        std::int32_t partition = 0;
        std::int64_t low = 0;      ///< the first offset Kafka still has
        std::int64_t end = 0;      ///< the offset after the last message
        std::int64_t position = 0; ///< the next one to be brought to its end
        std::int64_t target = 0;   ///< where reading is to go on, low to end; the position: it stays

        std::int64_t readAgain() const { return position > target ? position - target : 0; }
        std::int64_t skipped() const { return target > position ? target - position : 0; }

        friend bool operator==(const Partition&, const Partition&) = default;
    };

    QList<Partition> partitions;  ///< all assigned ones, by number
    std::uint64_t generation = 0; ///< of the assignment it was made for: a later one refuses it

    /// Messages of all partitions, as offsets count them: compacted topics hold fewer.
    std::int64_t readAgain() const
    {
        std::int64_t sum = 0;
        for (const Partition& partition : partitions)
            sum += partition.readAgain();
        return sum;
    }
    std::int64_t skipped() const
    {
        std::int64_t sum = 0;
        for (const Partition& partition : partitions)
            sum += partition.skipped();
        return sum;
    }
    int moved() const ///< partitions that do not stay where they are
    {
        int count = 0;
        for (const Partition& partition : partitions)
            count += partition.target != partition.position ? 1 : 0;
        return count;
    }

    friend bool operator==(const SeekPlan&, const SeekPlan&) = default;
};

} // namespace orderdesk

Q_DECLARE_METATYPE(orderdesk::SeekPlan)
