#pragma once

#include "broker/BrokerSettings.h"
#include "broker/KafkaHandles.h"
#include "broker/MessageSource.h"

#include <chrono>

namespace orderdesk {

/// Copies what librdkafka delivered.
Message copyMessage(const rd_kafka_message_t& message, const QString& topic);

KafkaPartitionList toKafkaList(const QList<TopicPartition>& partitions);
QList<TopicPartition> fromKafkaList(const rd_kafka_topic_partition_list_t& list);

/// The group's committed offsets of `partitions`, below 0 where it has none or no answer came in time.
PartitionOffsets committedOffsets(rd_kafka_t* client, const QList<TopicPartition>& partitions,
                                  std::chrono::milliseconds timeout);

/// Where the log of each partition ends now, as the brokers say; those that do not answer in time are missing.
PartitionOffsets endOffsets(rd_kafka_t* client, const QList<TopicPartition>& partitions,
                            std::chrono::milliseconds timeout);

/// Commits what is stored and waits for the answer, at most `timeout`. Nothing to commit is a success.
rd_kafka_resp_err_t commitStored(rd_kafka_t* client, std::chrono::milliseconds timeout);

/// The consumer's own properties (those of `settings` come behind them).
QList<std::pair<QByteArray, QByteArray>> consumerProperties(const BrokerSettings& settings);

} // namespace orderdesk
