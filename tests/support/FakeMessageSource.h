#pragma once

#include "broker/MessageSource.h"

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

private:
    friend class FakeMessageSource;

    struct Partition
    {
        std::vector<Message> log;
        std::int64_t committed = 0;
        std::int64_t position = 0;
    };

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    // Guarded by m_mutex.
    std::map<std::int32_t, Partition> m_partitions;
    std::optional<Error> m_failure;
    std::optional<Error> m_seekFailure;
    std::optional<bool> m_rebalance; ///< the value: lost
    bool m_paused = false;
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
    void storeOffsets(const PartitionOffsets& offsets) override;
    void pause() override;
    void resume() override;
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
