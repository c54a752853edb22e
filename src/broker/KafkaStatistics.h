#pragma once

#include "broker/MessageSource.h"

#include <QByteArray>
#include <QHash>

namespace orderdesk {

/// What Orderdesk needs of librdkafka's statistics JSON (its STATISTICS.md), sent once a second. Offsets below 0: not
/// known yet.
struct KafkaStatistics
{
    struct Partition
    {
        std::int64_t low = -1;    ///< first offset the broker still has
        std::int64_t end = -1;    ///< offset after the last message
        std::int64_t stable = -1; ///< offset of the first one that waits for its transaction; the end: none does
        std::int64_t next = -1;   ///< next offset to be fetched
        std::int64_t queued = 0;  ///< fetched, not yet polled (over all partitions)
        bool leaderUp = false;
    };

    int brokersUp = 0;
    bool groupSteady = false;                    ///< coordinator reachable and member of a settled group
    QHash<TopicPartition, Partition> partitions; ///< the assigned ones
};

/// Reads the statistics of a consumer. Anything missing stays unknown.
KafkaStatistics parseKafkaStatistics(const QByteArray& json);

} // namespace orderdesk
