#pragma once

#include "domain/ComponentState.h"
#include "domain/IngestControl.h"
#include "domain/Message.h"
#include "words/Result.h"

#include <QHash>
#include <QList>

#include <chrono>
#include <memory>
#include <optional>

namespace orderdesk {

struct TopicPartition
{
    QString topic;
    std::int32_t partition = 0;

    friend bool operator==(const TopicPartition&, const TopicPartition&) = default;
};

size_t qHash(const TopicPartition& value, size_t seed = 0) noexcept;

/// The next offset to read, by partition: what a consumer group commits.
using PartitionOffsets = QHash<TopicPartition, std::int64_t>;

/// The plan itself, unless `target` cannot be met: NotFound or InvalidInput as of MessageSource::planSeek(). For those
/// who implement it.
Result<SeekPlan> checkSeekPlan(SeekPlan plan, const SeekTarget& target);

/// Told about rebalances, on the consumer thread, from inside MessageSource::poll() or close().
class RebalanceListener
{
public:
    virtual ~RebalanceListener() = default;
    virtual void partitionsAssigned(const QList<TopicPartition>& partitions) = 0;
    /// Must bring every message of these partitions to an end or drop it, and store the offsets of what is done, before
    /// it returns: afterwards the source commits synchronously and lets go. `lost`: another consumer may own them
    /// already, nothing can be committed any more.
    virtual void partitionsRevoked(const QList<TopicPartition>& partitions, bool lost) = 0;
};

struct SourceSnapshot
{
    ComponentState state;
    int assignedPartitions = 0;
    std::optional<std::int64_t>
        lag; ///< messages behind the end of the log over all assigned partitions; none: not known yet
    std::int64_t offsetGaps = 0; ///< messages that Kafka had deleted before we could read them
    /// No message that waits is older than this (see IngestSnapshot::lagTime); none: none waits, or it is not known.
    std::optional<Timestamp> waitingSince{};
};

/// Where messages come from. One owner thread (the consumer's) calls everything but snapshot(), which any thread may
/// call.
class MessageSource
{
public:
    virtual ~MessageSource() = default;

    /// Subscribes. Fails (InvalidInput) only for settings that can never work; an absent broker is not a failure.
    virtual Result<void> open(RebalanceListener& listener) = 0;
    /// Waits at most `timeout` (never above 200 ms) for the next message. None: nothing came. A fatal error of the
    /// consumer, after which this source is of no use and must be made anew, is an Error.
    virtual Result<std::optional<Message>> poll(std::chrono::milliseconds timeout) = 0;
    /// Marks messages as done; they are committed in the background within a second, synchronously on revocation and
    /// close(). Offsets of partitions that are no longer ours are ignored.
    virtual void storeOffsets(const PartitionOffsets& offsets) = 0;
    /// Stops fetching for all assigned partitions, also those assigned later, until resume(). poll() must go on being
    /// called.
    virtual void pause() = 0;
    virtual void resume() = 0;
    /// What `target` means for the assigned partitions; the generation is the caller's business. Asks the brokers and
    /// waits about 2 s at most. Unavailable: no partition is assigned, or Kafka does not answer; NotFound: the
    /// partition of `target` is not ours; InvalidInput: its offset is outside the log.
    virtual Result<SeekPlan> planSeek(const SeekTarget& target) = 0;
    /// Commits the targets of the partitions that move and goes on reading there, paused or not; in all partitions what
    /// was read and not stored comes again. To be called only when nothing read before is gathered or being written any
    /// more. Waits about 3 s at most. The plan with the positions it was done from; on a failure none has moved.
    virtual Result<SeekPlan> seek(const SeekPlan& plan) = 0;
    /// Revokes (tells the listener), commits what is stored and leaves the group. Bounded to about 5 s when no broker
    /// answers.
    virtual void close() = 0;

    virtual SourceSnapshot snapshot() const = 0;
};

} // namespace orderdesk
