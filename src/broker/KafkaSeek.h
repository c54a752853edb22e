#pragma once

#include "broker/KafkaHandles.h"
#include "broker/MessageSource.h"

#include <chrono>

namespace orderdesk {

/// The steps of MessageSource::planSeek() and seek() that ask the brokers. Consumer thread only. `positions`: the next
/// offset to be done of each assigned partition, below 0 where none is known. Each wait is at most `timeout`.
Result<SeekPlan> planKafkaSeek(rd_kafka_t* client, const PartitionOffsets& positions, const SeekTarget& target,
                               std::chrono::milliseconds timeout);

/// Commits where the group stands after `plan` and moves `positions` there. The plan as it was done; on a failure
/// `positions` and what is stored in librdkafka are as they were.
Result<SeekPlan> commitSeek(rd_kafka_t* client, PartitionOffsets& positions, SeekPlan plan,
                            std::chrono::milliseconds timeout);

/// The same as rd_kafka_assign() wants it: places not known become "what the group committed".
PartitionOffsets startOffsets(PartitionOffsets places);

} // namespace orderdesk
