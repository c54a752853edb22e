#pragma once

#include "broker/KafkaHandles.h"
#include "broker/MessageSource.h"

namespace orderdesk {

/// Counts what Kafka deleted before it was read, and says so in the log. Consumer thread only.
class OffsetGaps final
{
public:
    /// The log went on at `offset` instead of `expected`. Whether messages were deleted in between.
    bool note(rd_kafka_t* client, const TopicPartition& partition, std::int64_t expected, std::int64_t offset);
    std::int64_t messages() const { return m_messages; }

private:
    std::int64_t m_messages = 0;
};

} // namespace orderdesk
