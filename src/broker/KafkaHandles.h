#pragma once

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <cstdint>
#include <memory>

namespace orderdesk {

/// Owning pointers for librdkafka's C objects. Nothing but these deleters calls a *_destroy function.
template <auto destroy>
struct KafkaDeleter
{
    template <typename T>
    void operator()(T* object) const noexcept
    {
        destroy(object);
    }
};

/// Ends a client without closing its group membership (KafkaMessageSource::close() has done that) and never waits
/// longer than 1 s: librdkafka joins its threads, and one of them may sit in a name lookup. What takes longer ends on a
/// thread of its own.
struct KafkaClientDeleter
{
    void operator()(rd_kafka_t* client) const noexcept;
};

using KafkaClient = std::unique_ptr<rd_kafka_t, KafkaClientDeleter>;
using KafkaConf = std::unique_ptr<rd_kafka_conf_t, KafkaDeleter<&rd_kafka_conf_destroy>>;
using KafkaMessage = std::unique_ptr<rd_kafka_message_t, KafkaDeleter<&rd_kafka_message_destroy>>;
using KafkaPartitionList =
    std::unique_ptr<rd_kafka_topic_partition_list_t, KafkaDeleter<&rd_kafka_topic_partition_list_destroy>>;
using KafkaQueue = std::unique_ptr<rd_kafka_queue_t, KafkaDeleter<&rd_kafka_queue_destroy>>;
using KafkaEvent = std::unique_ptr<rd_kafka_event_t, KafkaDeleter<&rd_kafka_event_destroy>>;
using KafkaError = std::unique_ptr<rd_kafka_error_t, KafkaDeleter<&rd_kafka_error_destroy>>;
using KafkaTopic = std::unique_ptr<rd_kafka_topic_t, KafkaDeleter<&rd_kafka_topic_destroy>>;
using KafkaHeaders = std::unique_ptr<rd_kafka_headers_t, KafkaDeleter<&rd_kafka_headers_destroy>>;
using KafkaMockCluster = std::unique_ptr<rd_kafka_mock_cluster_t, KafkaDeleter<&rd_kafka_mock_cluster_destroy>>;

/// The time of a message that was delivered, to be read by timestampOfMilliseconds(); noMilliseconds: it has none.
constexpr std::int64_t noMilliseconds = -1;
std::int64_t millisecondsOf(const rd_kafka_message_t& message);

} // namespace orderdesk
