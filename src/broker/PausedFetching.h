#pragma once

#include "broker/KafkaHandles.h"
#include "broker/MessageSource.h"

namespace orderdesk {

/// Whether the assigned partitions are fetched: a person may have paused them, and they may be held until it is known
/// where reading begins. Resuming a partition that is not paused would rewind it, so it is remembered which are.
/// Consumer thread only.
class PausedFetching final
{
public:
    bool isHeld() const { return m_isHeld; }
    bool any() const { return m_isPaused || m_isHeld; }

    void pause(rd_kafka_t* client, const QList<TopicPartition>& partitions);
    void resume(rd_kafka_t* client);
    void hold(rd_kafka_t* client, const QList<TopicPartition>& partitions);
    /// Before the partitions are assigned anew: a pause may outlive an assignment of the same ones.
    void release(rd_kafka_t* client);
    void assigned(rd_kafka_t* client, const QList<TopicPartition>& partitions);
    void revoked(); ///< those that are assigned next are not held

    void statisticsCame();
    /// Statistics tell of the present: right after a pause or an assignment they still tell of the time before.
    bool isSettled() const;

private:
    void stop(rd_kafka_t* client, const QList<TopicPartition>& partitions);

    bool m_isPaused = false;
    bool m_isHeld = false;
    QList<TopicPartition> m_stopped;
    int m_statistics = 2; ///< since fetching began
};

} // namespace orderdesk
