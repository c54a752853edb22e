#include "broker/PausedFetching.h"

#include "broker/KafkaConsumer.h"

#include <algorithm>
#include <utility>

namespace orderdesk {

namespace {

constexpr int untilSettled = 2;

} // namespace

void PausedFetching::pause(rd_kafka_t* client, const QList<TopicPartition>& partitions)
{
    if (std::exchange(m_isPaused, true) || m_isHeld)
        return;
    stop(client, partitions);
}

void PausedFetching::resume(rd_kafka_t* client)
{
    if (!std::exchange(m_isPaused, false))
        return;
    m_statistics = 0;
    if (!m_isHeld)
        release(client);
}

void PausedFetching::hold(rd_kafka_t* client, const QList<TopicPartition>& partitions)
{
    m_isHeld = true;
    if (m_stopped.isEmpty())
        stop(client, partitions);
}

void PausedFetching::release(rd_kafka_t* client)
{
    m_isHeld = false;
    rd_kafka_resume_partitions(client, toKafkaList(m_stopped).get());
    m_stopped.clear();
}

void PausedFetching::assigned(rd_kafka_t* client, const QList<TopicPartition>& partitions)
{
    m_stopped.clear();
    m_statistics = 0;
    if (any())
        stop(client, partitions);
}

void PausedFetching::revoked()
{
    m_isHeld = false;
    m_stopped.clear();
}

void PausedFetching::statisticsCame()
{
    m_statistics = any() ? 0 : std::min(m_statistics + 1, untilSettled);
}

bool PausedFetching::isSettled() const
{
    return m_statistics >= untilSettled;
}

void PausedFetching::stop(rd_kafka_t* client, const QList<TopicPartition>& partitions)
{
    m_stopped = partitions;
    rd_kafka_pause_partitions(client, toKafkaList(partitions).get());
}

} // namespace orderdesk
