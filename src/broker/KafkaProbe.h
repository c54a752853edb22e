#pragma once

#include "broker/BrokerSettings.h"
#include "words/Result.h"

#include <atomic>
#include <chrono>
#include <optional>

namespace orderdesk {

/// What a trial connection found.
struct KafkaFinding
{
    int brokers = 0; ///< that the cluster names
    QString topic;
    std::optional<int> partitions; ///< of the topic; none: it does not exist
    QString clusterId;             ///< empty: the cluster has none (before Kafka 0.10). It does not say its version.
};

/// Tries the settings out: connects, asks for the topic (without creating it) and, when it is there, its leader. Joins
/// no group and takes no message. Any thread; blocks for at most `timeout`, less when the cause is certain or `stop`
/// turns true. A failure's message is a cause with a hint; it never holds a secret.
Result<KafkaFinding> probeKafka(const BrokerSettings& settings, std::chrono::milliseconds timeout,
                                const std::atomic<bool>& stop);

/// Creates settings.topic with the partitions and replicas that the broker gives by default. As probeKafka(). Conflict
/// when it exists already.
Result<void> createKafkaTopic(const BrokerSettings& settings, std::chrono::milliseconds timeout,
                              const std::atomic<bool>& stop);

/// Of librdkafka, as it is loaded: "2.0.2".
QString kafkaLibraryVersion();

} // namespace orderdesk
