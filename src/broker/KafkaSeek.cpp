#include "broker/KafkaSeek.h"

#include "broker/KafkaConsumer.h"

#include <algorithm>

namespace orderdesk {

namespace {

using std::chrono::milliseconds;

struct Log
{
    PartitionOffsets low;
    PartitionOffsets end;
    PartitionOffsets at; ///< the wanted time, where one is wanted; RD_KAFKA_OFFSET_END: no message is that late
};

Result<Log> readLog(rd_kafka_t* client, const QList<TopicPartition>& partitions, const SeekTarget& target,
                    milliseconds timeout)
{
    const auto low = offsetsAt(client, partitions, RD_KAFKA_OFFSET_BEGINNING, timeout);
    if (!low)
        return tl::unexpected(low.error());
    const auto end = offsetsAt(client, partitions, RD_KAFKA_OFFSET_END, timeout);
    if (!end || target.place != SeekTarget::Place::Time)
        return end.map([&low](const PartitionOffsets& ends) { return Log{*low, ends, {}}; });
    const auto time = std::chrono::floor<milliseconds>(target.time.time_since_epoch()).count();
    const auto at = offsetsAt(client, partitions, std::max<std::int64_t>(0, time), timeout);
    return at.map([&](const PartitionOffsets& places) { return Log{*low, *end, places}; });
}

std::int64_t placeOf(const SeekPlan::Partition& partition, const SeekTarget& target, const Log& log)
{
    switch (target.place) {
    case SeekTarget::Place::Beginning:
        return partition.low;
    case SeekTarget::Place::Offset:
        return partition.partition == target.partition ? target.offset : partition.position;
    case SeekTarget::Place::Time: {
        const auto at = log.at.value({partition.topic, partition.partition});
        return at == RD_KAFKA_OFFSET_END ? partition.end : at;
    }
    }
    return partition.position;
}

} // namespace

Result<SeekPlan> planKafkaSeek(rd_kafka_t* client, const PartitionOffsets& positions, const SeekTarget& target,
                               milliseconds timeout)
{
    const auto partitions = positions.keys();
    if (client == nullptr || partitions.isEmpty())
        return failure(ErrorCode::Unavailable, Sentence::tr("Kafka has given this instance no partition to read"));
    const auto log = readLog(client, partitions, target, timeout);
    if (!log)
        return tl::unexpected(log.error());

    SeekPlan plan;
    for (const auto& [topic, number] : partitions) {
        SeekPlan::Partition partition{topic, number, log->low.value({topic, number}), log->end.value({topic, number}),
                                      0,     0};
        // Where nothing was committed yet reading begins with the oldest message there is.
        partition.position = std::clamp(positions.value({topic, number}), partition.low, partition.end);
        partition.target = placeOf(partition, target, *log);
        plan.partitions.append(partition);
    }
    std::sort(plan.partitions.begin(), plan.partitions.end(),
              [](const auto& a, const auto& b) { return a.partition < b.partition; });
    return checkSeekPlan(std::move(plan), target);
}

Result<SeekPlan> commitSeek(rd_kafka_t* client, OffsetCommitter& committer, PartitionOffsets& positions, SeekPlan plan,
                            milliseconds timeout)
{
    PartitionOffsets moved;
    for (auto& partition : plan.partitions) {
        const TopicPartition key{partition.topic, partition.partition};
        const auto position = positions.constFind(key);
        if (position == positions.constEnd())
            return failure(ErrorCode::Conflict, Sentence::tr("the partitions were shared out anew meanwhile"));
        const bool moves = partition.target != partition.position;
        partition.position = std::max(*position, partition.low);
        if (!moves) {
            partition.target = partition.position;
            continue;
        }
        moved.insert(key, partition.target);
    }
    auto error = committer.flush(client, timeout);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR && !moved.isEmpty())
        error = committer.commit(client, moved, timeout);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        return failure(ErrorCode::Unavailable, Sentence::tr("Kafka does not take the new offsets (%1)")
                                                   .arg(Sentence::quoted(QString::fromUtf8(rd_kafka_err2str(error)))));
    positions.insert(moved);
    return plan;
}

PartitionOffsets startOffsets(PartitionOffsets places)
{
    for (auto& place : places)
        place = place >= 0 ? place : RD_KAFKA_OFFSET_BEGINNING;
    return places;
}

} // namespace orderdesk
