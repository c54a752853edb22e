#pragma once

#include "broker/KafkaHandles.h"
#include "broker/MessageSource.h"

#include <chrono>

namespace orderdesk {

/// The steps of MessageSource::planSeek() and seek() that ask the brokers. Consumer thread only. `positions`: the next
/// offset to be done of each assigned partition, below 0 where none is known. Each wait is at most `timeout`.
Result<SeekPlan> planKafkaSeek(rd_kafka_t* client, const PartitionOffsets& positions, const SeekTarget& target,
                               std::chrono::milliseconds timeout);

/// Commits where the group stands after `plan`; then where each assigned partition is to go on. On a failure what is
/// stored in librdkafka is as it was.
Result<PartitionOffsets> commitSeek(rd_kafka_t* client, const PartitionOffsets& positions, const SeekPlan& plan,
                                    std::chrono::milliseconds timeout);

/// The same as rd_kafka_assign() wants it: places not known become "what the group committed".
PartitionOffsets startOffsets(PartitionOffsets places);

} // namespace orderdesk
