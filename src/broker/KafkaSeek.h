#pragma once

#include "broker/KafkaHandles.h"
#include "broker/MessageSource.h"
#include "broker/OffsetCommitter.h"

#include <chrono>

namespace orderdesk {

/// The steps of MessageSource::planSeek() and seek() that ask the brokers. Consumer thread only. `positions`: the next
/// offset to be done of each assigned partition, below 0 where none is known. Each wait is at most `timeout`.
Result<SeekPlan> planKafkaSeek(rd_kafka_t* client, const PartitionOffsets& positions, const SeekTarget& target,
                               std::chrono::milliseconds timeout);

/// Commits where the group stands after `plan` and moves `positions` there. The plan as it was done; on a failure
/// `positions` and what is stored in `committer` are as they were.
Result<SeekPlan> commitSeek(rd_kafka_t* client, OffsetCommitter& committer, PartitionOffsets& positions, SeekPlan plan,
                            std::chrono::milliseconds timeout);

/// `places` as rd_kafka_assign() wants it: those not known become the oldest message there is.
PartitionOffsets startOffsets(PartitionOffsets places);

} // namespace orderdesk
