#include "broker/OffsetGaps.h"

#include "broker/KafkaLog.h"

#include <algorithm>

namespace orderdesk {

bool OffsetGaps::note(rd_kafka_t* client, const TopicPartition& partition, std::int64_t expected, std::int64_t offset)
{
    const auto topic = partition.topic.toUtf8();
    if (offset < expected) {
        qCWarning(brokerLog, "%s [%d] goes on at offset %lld instead of %lld: the topic was made anew or truncated",
                  topic.constData(), partition.partition, static_cast<long long>(offset),
                  static_cast<long long>(expected));
        return false;
    }
    // Compaction and transactions leave holes too; only what lies before the log's start was deleted unread.
    std::int64_t low = -1;
    std::int64_t high = -1;
    rd_kafka_get_watermark_offsets(client, topic.constData(), partition.partition, &low, &high);
    const auto lost = std::min(low, offset) - expected;
    if (lost <= 0)
        return false;
    m_messages += lost;
    qCWarning(brokerLog, "%s [%d]: Kafka deleted %lld messages before they were read (offsets %lld to %lld)",
              topic.constData(), partition.partition, static_cast<long long>(lost), static_cast<long long>(expected),
              static_cast<long long>(expected + lost - 1));
    return true;
}

} // namespace orderdesk
