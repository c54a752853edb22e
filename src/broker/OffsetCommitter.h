#pragma once

#include "broker/KafkaHandles.h"
#include "broker/MessageSource.h"

#include <chrono>

namespace orderdesk {

/// Commits a group's offsets together with their notes, which librdkafka 2.0.2's own store of offsets leaves out
/// (rd_kafka_offsets_store() takes them from 2.1 on). What is stored is committed in the background, about once a
/// second; what fails stays stored and is sent again. Consumer thread only.
class OffsetCommitter final
{
public:
    /// Forgets what is stored. `notes`: those that stay beside offsets stored without one.
    void reset(const PartitionNotes& notes = {});
    void store(const PartitionOffsets& offsets, const PartitionNotes& notes = {});
    /// Sends what is due; to be called often.
    void tick(rd_kafka_t* client);
    /// What tick() sent is answered: to be called from librdkafka's offset_commit_cb.
    void answered(rd_kafka_resp_err_t error, const rd_kafka_topic_partition_list_t* offsets);
    /// Commits what is stored and waits for the answer, at most `timeout`. Nothing to commit is a success.
    rd_kafka_resp_err_t flush(rd_kafka_t* client, std::chrono::milliseconds timeout);
    /// Commits these offsets instead, also backwards. On a failure nothing is stored or committed anew.
    rd_kafka_resp_err_t commit(rd_kafka_t* client, const PartitionOffsets& offsets, std::chrono::milliseconds timeout);

private:
    KafkaPartitionList withNotes(const PartitionOffsets& offsets) const;

    PartitionOffsets m_stored; ///< and not committed yet
    PartitionNotes m_notes;
    bool m_isSent = false; ///< and not answered yet
    std::chrono::steady_clock::time_point m_next{};
};

} // namespace orderdesk
