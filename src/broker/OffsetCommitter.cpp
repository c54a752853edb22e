#include "broker/OffsetCommitter.h"

#include "broker/KafkaConsumer.h"

#include <cstdlib>
#include <cstring>

namespace orderdesk {

namespace {

constexpr std::chrono::milliseconds betweenCommits{1000};

rd_kafka_resp_err_t commitAndWait(rd_kafka_t* client, const rd_kafka_topic_partition_list_t* offsets,
                                  std::chrono::milliseconds timeout)
{
    // rd_kafka_commit() would wait as long as socket.timeout.ms and longer.
    const KafkaQueue queue(rd_kafka_queue_new(client));
    const auto sent = rd_kafka_commit_queue(client, offsets, queue.get(), nullptr, nullptr);
    if (sent == RD_KAFKA_RESP_ERR__NO_OFFSET)
        return RD_KAFKA_RESP_ERR_NO_ERROR;
    if (sent != RD_KAFKA_RESP_ERR_NO_ERROR)
        return sent;
    const KafkaEvent answer(rd_kafka_queue_poll(queue.get(), static_cast<int>(timeout.count())));
    if (!answer)
        return RD_KAFKA_RESP_ERR__TIMED_OUT;
    const auto error = rd_kafka_event_error(answer.get());
    return error == RD_KAFKA_RESP_ERR__NO_OFFSET ? RD_KAFKA_RESP_ERR_NO_ERROR : error;
}

} // namespace

void OffsetCommitter::reset(const PartitionNotes& notes)
{
    m_stored.clear();
    m_notes = notes;
    m_isSent = false;
}

void OffsetCommitter::store(const PartitionOffsets& offsets, const PartitionNotes& notes)
{
    m_stored.insert(offsets);
    m_notes.insert(notes);
}

void OffsetCommitter::tick(rd_kafka_t* client)
{
    const auto now = std::chrono::steady_clock::now();
    if (m_stored.isEmpty() || m_isSent || now < m_next)
        return;
    m_next = now + betweenCommits;
    m_isSent = rd_kafka_commit(client, withNotes(m_stored).get(), 1) == RD_KAFKA_RESP_ERR_NO_ERROR;
}

void OffsetCommitter::answered(rd_kafka_resp_err_t error, const rd_kafka_topic_partition_list_t* offsets)
{
    m_isSent = false;
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR || offsets == nullptr)
        return;
    const auto committed = offsetsOf(*offsets);
    m_stored.removeIf([&](const auto& stored) { return committed.value(stored.key(), -1) == stored.value(); });
}

rd_kafka_resp_err_t OffsetCommitter::flush(rd_kafka_t* client, std::chrono::milliseconds timeout)
{
    if (m_stored.isEmpty())
        return RD_KAFKA_RESP_ERR_NO_ERROR;
    const auto error = commitAndWait(client, withNotes(m_stored).get(), timeout);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
        m_stored.clear();
    return error;
}

rd_kafka_resp_err_t OffsetCommitter::commit(rd_kafka_t* client, const PartitionOffsets& offsets,
                                            std::chrono::milliseconds timeout)
{
    const auto error = commitAndWait(client, withNotes(offsets).get(), timeout);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
        m_stored.removeIf([&](const auto& stored) { return offsets.contains(stored.key()); });
    return error;
}

KafkaPartitionList OffsetCommitter::withNotes(const PartitionOffsets& offsets) const
{
    auto list = toKafkaList(offsets);
    for (int i = 0; i < list->cnt; ++i) {
        auto& element = list->elems[i];
        const QByteArray note = m_notes.value({QString::fromUtf8(element.topic), element.partition});
        if (note.isEmpty())
            continue;
        // librdkafka frees it together with the list.
        element.metadata = std::malloc(static_cast<std::size_t>(note.size()));
        std::memcpy(element.metadata, note.constData(), static_cast<std::size_t>(note.size()));
        element.metadata_size = static_cast<std::size_t>(note.size());
    }
    return list;
}

} // namespace orderdesk
