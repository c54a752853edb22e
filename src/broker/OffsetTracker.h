#pragma once

#include "broker/KafkaStatistics.h"
#include "broker/MessageSource.h"

namespace orderdesk {

/// What a consumer knows about the partitions it holds: where it reads, what is done, where the log ends. From it come
/// the lag and the gaps (messages Kafka deleted before they could be read). Consumer thread only.
class OffsetTracker final
{
public:
    /// Takes partitions over. `committed`: the group's offset, below 0 when it never committed one.
    void assign(const PartitionOffsets& committed);
    void clear() { m_partitions.clear(); }
    bool contains(const TopicPartition& partition) const { return m_partitions.contains(partition); }
    QList<TopicPartition> partitions() const { return m_partitions.keys(); }
    qsizetype size() const { return m_partitions.size(); }

    /// Notes a delivered message. The offset that was expected instead when the log goes on elsewhere, none when it is
    /// the next one or nothing was expected. `timestamp`: Kafka's; the epoch when the message has none.
    std::optional<std::int64_t> deliver(const TopicPartition& partition, std::int64_t offset, Timestamp timestamp = {});
    void store(const TopicPartition& partition, std::int64_t next);
    /// Takes in what librdkafka knows. `fetching`: no pause in force, nor just ended.
    void update(const KafkaStatistics& statistics, bool fetching, Timestamp now = currentTimestamp());
    /// Takes in what librdkafka's consumer has read up to (rd_kafka_position). Records that hold no message
    /// (transaction markers, what was aborted) are read and never delivered, so nobody says that they are done: returns
    /// where partitions stand whose messages before them all are. To be stored.
    PartitionOffsets pass(const PartitionOffsets& positions);
    void setEnd(const TopicPartition& partition, std::int64_t end);

    /// Messages not done yet, over all partitions; none while the end of one is unknown.
    std::optional<std::int64_t> lag() const;
    /// Those of them that a reader may not see before a producer's transaction ends.
    std::int64_t untilCommitted() const;
    /// See SourceSnapshot::waitingSince.
    std::optional<Timestamp> waitingSince() const;
    /// The next offset to be done of each partition, below 0 where nothing was done or committed yet.
    PartitionOffsets positions() const;

private:
    struct Progress
    {
        std::int64_t first = -1; ///< first offset delivered in this assignment
        std::int64_t next = -1;  ///< offset expected next; the committed one at first
        std::int64_t done = -1;  ///< stored, or committed before us
        std::int64_t low = -1;
        std::int64_t end = -1;
        std::int64_t unstable = 0;          ///< before `end`, behind a transaction that is not finished
        bool drained = false;               ///< all up to `end` has been delivered
        std::optional<Timestamp> lastRead;  ///< timestamp of the last message delivered
        std::optional<Timestamp> lastEmpty; ///< when nothing waited
    };
    static std::int64_t lagOf(const Progress& progress);

    QHash<TopicPartition, Progress> m_partitions;
};

} // namespace orderdesk
