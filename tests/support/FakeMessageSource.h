#pragma once

#include "broker/MessageSource.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>

namespace orderdesk::test {

/// A topic in memory that several FakeMessageSources read in turn: what is not committed comes again to the next one.
/// Any thread.
class FakeTopic final
{
public:
    void append(Message message); ///< the offset is set here
    void append(QByteArray value, std::int32_t partition = 0);
    std::int64_t committed(std::int32_t partition) const; ///< next offset to read
    std::int64_t end(std::int32_t partition) const;
    bool isPaused() const;
    int pauses() const;
    int polls() const;

    /// The next poll() fails for good with this error.
    void failNextPoll(Error error);
    /// While true, nothing is delivered, as by a consumer that is stuck.
    void holdBack(bool back);
    /// The next seek() fails with this error and moves nothing.
    void failNextSeek(Error error);
    /// The next poll() revokes everything, then assigns it again.
    void rebalance(bool lost);
    /// Deletes it and makes it again, empty; a reader that is ahead of the new log begins it once it has a message.
    void makeAnew();
    /// There is no such topic until a reader makes it.
    void setMissing();
    bool isBegun() const; ///< a reader knows where to begin
    int created() const;  ///< times a reader made it
    /// What somebody commits who is not us.
    void commit(std::int32_t partition, std::int64_t offset);

private:
    friend class FakeMessageSource;

    struct Partition
    {
        std::vector<Message> log;
        std::int64_t committed = -1; ///< below 0: nothing was
        QByteArray note;
        std::int64_t position = 0;
        std::int32_t incarnation = 1; ///< as begin() said
        std::int64_t next() const { return std::max<std::int64_t>(0, committed); }
    };

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    // Guarded by m_mutex.
    std::map<std::int32_t, Partition> m_partitions;
    std::optional<Error> m_failure;
    std::optional<Error> m_seekFailure;
    std::optional<bool> m_rebalance; ///< the value: lost
    bool m_paused = false;
    bool m_held = false;
    bool m_isBegun = false;
    bool m_isMissing = false;
    int m_created = 0;
    bool m_heldBack = false;
    int m_pauses = 0;
    int m_polls = 0;
};

class FakeMessageSource final : public MessageSource
{
public:
    explicit FakeMessageSource(FakeTopic& topic);

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
    QList<TopicPartition> partitions() const;
    void assign();
    void revoke(bool lost);

    FakeTopic& m_topic;
    RebalanceListener* m_listener = nullptr;
    bool m_open = false;
};

} // namespace orderdesk::test
