#pragma once

#include "broker/BrokerSettings.h"
#include "broker/MessageSource.h"

namespace orderdesk {

/// MessageSource on librdkafka's consumer: group, manual offset store, one queue, eager assignment
/// (ARCHITECTURE.md, decisions).
class KafkaMessageSource final : public MessageSource
{
public:
    explicit KafkaMessageSource(BrokerSettings settings);
    /// Closes, but tells the listener nothing any more.
    ~KafkaMessageSource() override;

    Result<void> open(RebalanceListener& listener) override;
    Result<std::optional<Message>> poll(std::chrono::milliseconds timeout) override;
    void storeOffsets(const PartitionOffsets& offsets, const PartitionNotes& notes = {}) override;
    void pause() override;
    void resume() override;
    void hold() override;
    bool isHeld() const override;
    Result<QList<HeldPartition>> heldPartitions() override;
    Result<void> begin(const QList<StartingPoint>& points) override;
    Result<Message> messageAt(const MessagePosition& position) override;
    bool isTopicMissing() const override;
    void createTopic() override;
    Result<SeekPlan> planSeek(const SeekTarget& target) override;
    Result<SeekPlan> seek(const SeekPlan& plan) override;
    void close() override;
    SourceSnapshot snapshot() const override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk
