#pragma once

#include "broker/BrokerSettings.h"
#include "broker/KafkaHandles.h"
#include "broker/MessageSource.h"

#include <chrono>

namespace orderdesk {

/// Copies what librdkafka delivered.
Message copyMessage(const rd_kafka_message_t& message, const QString& topic);

KafkaPartitionList toKafkaList(const QList<TopicPartition>& partitions);
KafkaPartitionList toKafkaList(const PartitionOffsets& offsets);
QList<TopicPartition> fromKafkaList(const rd_kafka_topic_partition_list_t& list);

/// The offsets of those without an error.
PartitionOffsets offsetsOf(const rd_kafka_topic_partition_list_t& list);

/// What a group has committed.
struct Committed
{
    std::int64_t offset = RD_KAFKA_OFFSET_INVALID; ///< below 0: nothing
    QByteArray note;
};

/// The group's committed offsets of `partitions` with their notes, or Unavailable: no answer came in time.
Result<QHash<TopicPartition, Committed>> askCommitted(rd_kafka_t* client, const QList<TopicPartition>& partitions,
                                                      std::chrono::milliseconds timeout);
/// The same, below 0 also where no answer came.
PartitionOffsets committedOffsets(rd_kafka_t* client, const QList<TopicPartition>& partitions,
                                  std::chrono::milliseconds timeout);

/// The first offset of each partition at or after `time`, as the brokers say; RD_KAFKA_OFFSET_END itself where no
/// message is that late. For RD_KAFKA_OFFSET_BEGINNING or _END as the "time" where the log begins or ends now. All
/// partitions, or Unavailable: one of them gave no answer in time.
Result<PartitionOffsets> offsetsAt(rd_kafka_t* client, const QList<TopicPartition>& partitions, std::int64_t time,
                                   std::chrono::milliseconds timeout);

/// What Kafka knows of partitions before they are read. Waits three times `timeout` at most.
Result<QList<HeldPartition>> askHeldPartitions(rd_kafka_t* client, const QList<TopicPartition>& partitions,
                                               std::chrono::milliseconds timeout);

/// Where the consumer has read to since its assignment, of each partition; below 0 where it has read nothing.
PartitionOffsets readPositions(rd_kafka_t* client, const QList<TopicPartition>& partitions);

/// Gives the partitions back (the rebalance callback runs), commits and leaves the group, for at most `timeout`.
void closeConsumer(rd_kafka_t* client, std::chrono::milliseconds timeout);

/// The consumer's own properties (those of `settings` come behind them).
KafkaProperties consumerProperties(const BrokerSettings& settings);

} // namespace orderdesk
