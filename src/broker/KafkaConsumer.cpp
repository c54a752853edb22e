#include "broker/KafkaConsumer.h"

#include <algorithm>

namespace orderdesk {

namespace {

QByteArray copyBytes(const void* data, size_t size)
{
    return {static_cast<const char*>(data), static_cast<qsizetype>(size)};
}

MessageHeaders copyHeaders(const rd_kafka_message_t& message)
{
    MessageHeaders result;
    rd_kafka_headers_t* headers = nullptr; // stays the message's
    if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return result;
    const char* name = nullptr;
    const void* value = nullptr;
    size_t size = 0;
    for (size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i)
        result.append({QByteArray(name), value ? std::optional(copyBytes(value, size)) : std::nullopt});
    return result;
}

int toInt(std::chrono::milliseconds time)
{
    return static_cast<int>(time.count());
}

} // namespace

Message copyMessage(const rd_kafka_message_t& message, const QString& topic)
{
    Message result;
    const std::int64_t milliseconds = millisecondsOf(message);
    const std::optional<Timestamp> time = timestampOfMilliseconds(milliseconds);
    result.position = {topic, message.partition, message.offset, time.value_or(Timestamp{})};
    if (!time && milliseconds != noMilliseconds)
        result.oddTimestamp = milliseconds;
    if (message.key)
        result.key = copyBytes(message.key, message.key_len);
    if (message.payload)
        result.value = copyBytes(message.payload, message.len);
    result.headers = copyHeaders(message);
    return result;
}

KafkaPartitionList toKafkaList(const QList<TopicPartition>& partitions)
{
    KafkaPartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
    for (const auto& partition : partitions)
        rd_kafka_topic_partition_list_add(list.get(), partition.topic.toUtf8().constData(), partition.partition);
    return list;
}

KafkaPartitionList toKafkaList(const PartitionOffsets& offsets)
{
    auto list = toKafkaList(offsets.keys());
    for (int i = 0; i < list->cnt; ++i)
        list->elems[i].offset = offsets.value({QString::fromUtf8(list->elems[i].topic), list->elems[i].partition});
    return list;
}

QList<TopicPartition> fromKafkaList(const rd_kafka_topic_partition_list_t& list)
{
    QList<TopicPartition> result;
    result.reserve(list.cnt);
    for (int i = 0; i < list.cnt; ++i)
        result.append({QString::fromUtf8(list.elems[i].topic), list.elems[i].partition});
    return result;
}

PartitionOffsets offsetsOf(const rd_kafka_topic_partition_list_t& list)
{
    PartitionOffsets result;
    for (int i = 0; i < list.cnt; ++i)
        if (list.elems[i].err == RD_KAFKA_RESP_ERR_NO_ERROR)
            result.insert({QString::fromUtf8(list.elems[i].topic), list.elems[i].partition}, list.elems[i].offset);
    return result;
}

Result<QHash<TopicPartition, Committed>> askCommitted(rd_kafka_t* client, const QList<TopicPartition>& partitions,
                                                      std::chrono::milliseconds timeout)
{
    const auto list = toKafkaList(partitions);
    auto error = rd_kafka_committed(client, list.get(), toInt(timeout));
    QHash<TopicPartition, Committed> result;
    for (int i = 0; i < list->cnt && error == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
        const auto& element = list->elems[i];
        error = element.err;
        result.insert({QString::fromUtf8(element.topic), element.partition},
                      {element.offset, copyBytes(element.metadata, element.metadata_size)});
    }
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        return failure(ErrorCode::Unavailable, Sentence::tr("Kafka does not say where the consumer group stands"));
    return result;
}

PartitionOffsets committedOffsets(rd_kafka_t* client, const QList<TopicPartition>& partitions,
                                  std::chrono::milliseconds timeout)
{
    const auto committed = askCommitted(client, partitions, timeout).value_or(QHash<TopicPartition, Committed>{});
    PartitionOffsets result;
    for (const auto& partition : partitions)
        result.insert(partition, committed.value(partition).offset);
    return result;
}

Result<PartitionOffsets> offsetsAt(rd_kafka_t* client, const QList<TopicPartition>& partitions, std::int64_t time,
                                   std::chrono::milliseconds timeout)
{
    const auto noAnswer = [] {
        return failure(ErrorCode::Unavailable, Sentence::tr("Kafka does not say where its log begins and ends"));
    };
    const auto list = toKafkaList(partitions);
    for (int i = 0; i < list->cnt; ++i)
        list->elems[i].offset = time;
    if (rd_kafka_offsets_for_times(client, list.get(), toInt(timeout)) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return noAnswer();
    const auto result = offsetsOf(*list); // without those that failed
    // "The end" is an answer to a time only: the log's own ends are numbers.
    const std::int64_t least = time < 0 ? 0 : RD_KAFKA_OFFSET_END;
    if (result.size() != partitions.size() ||
        std::any_of(result.begin(), result.end(), [least](std::int64_t offset) { return offset < least; }))
        return noAnswer();
    return result;
}

Result<QList<HeldPartition>> askHeldPartitions(rd_kafka_t* client, const QList<TopicPartition>& partitions,
                                               std::chrono::milliseconds timeout)
{
    const auto committed = askCommitted(client, partitions, timeout);
    if (!committed)
        return tl::unexpected(committed.error());
    const auto low = offsetsAt(client, partitions, RD_KAFKA_OFFSET_BEGINNING, timeout);
    if (!low)
        return tl::unexpected(low.error());
    const auto end = offsetsAt(client, partitions, RD_KAFKA_OFFSET_END, timeout);
    if (!end)
        return tl::unexpected(end.error());
    QList<HeldPartition> held;
    for (const auto& partition : partitions) {
        const auto [offset, note] = committed->value(partition);
        held.append(
            {partition, std::max<std::int64_t>(offset, -1), note, low->value(partition), end->value(partition)});
    }
    return held;
}

PartitionOffsets readPositions(rd_kafka_t* client, const QList<TopicPartition>& partitions)
{
    const auto list = toKafkaList(partitions);
    return rd_kafka_position(client, list.get()) == RD_KAFKA_RESP_ERR_NO_ERROR ? offsetsOf(*list) : PartitionOffsets{};
}

void closeConsumer(rd_kafka_t* client, std::chrono::milliseconds timeout)
{
    const KafkaQueue queue(rd_kafka_queue_get_consumer(client));
    const KafkaError refused(rd_kafka_consumer_close_queue(client, queue.get()));
    if (refused)
        return;
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    while (rd_kafka_consumer_closed(client) == 0 && std::chrono::steady_clock::now() < deadline)
        const KafkaMessage ignored(rd_kafka_consumer_poll(client, 20));
}

KafkaProperties consumerProperties(const BrokerSettings& settings)
{
    return {
        {"group.id", settings.group.toUtf8()},
        {"enable.auto.offset.store", "false"},
        {"enable.auto.commit", "false"}, // OffsetCommitter does, with notes
        {"auto.offset.reset", "earliest"},
        {"partition.assignment.strategy", "range,roundrobin"}, // 2.0.2's cooperative-sticky is unsafe
        {"allow.auto.create.topics", "false"},                 // see MessageSource::createTopic()
        {"topic.metadata.refresh.interval.ms", "10000"},
        {"statistics.interval.ms", "1000"},
        // The partitions of a killed instance are free after this time, so a restart after a crash stands still no
        // longer. Heartbeats come from librdkafka's own thread: a busy consumer is not mistaken for a dead one, and a
        // pause of the whole machine costs a redelivery, which changes no row.
        {"session.timeout.ms", "10000"},
        {"heartbeat.interval.ms", "3000"},
        {"socket.timeout.ms", "10000"},
        {"reconnect.backoff.ms", "100"},
        {"reconnect.backoff.max.ms", "2000"},
        // Bounds what is fetched ahead; an answer that is under way may come on top, so that is bounded too.
        {"queued.max.messages.kbytes", "16384"},
        {"queued.min.messages", "20000"},
        {"fetch.max.bytes", "8388608"},
        {"fetch.wait.max.ms", "100"},
        {"fetch.error.backoff.ms", "100"},
    };
}

} // namespace orderdesk
