#pragma once

#include "domain/ComponentState.h"
#include "domain/IngestControl.h"
#include "domain/LogPosition.h"
#include "domain/Message.h"
#include "words/Result.h"

#include <QHash>
#include <QList>

#include <chrono>
#include <memory>
#include <optional>

namespace orderdesk {

/// The next offset to read, by partition: what a consumer group commits.
using PartitionOffsets = QHash<TopicPartition, std::int64_t>;

/// What Kafka keeps beside a group's committed offset, by partition: text of ours, 4,096 bytes at most.
using PartitionNotes = QHash<TopicPartition, QByteArray>;

/// The plan itself, unless `target` cannot be met: NotFound or InvalidInput as of MessageSource::planSeek(). For those
/// who implement it.
Result<SeekPlan> checkSeekPlan(SeekPlan plan, const SeekTarget& target);

/// A partition that waits for begin(), as Kafka knows it.
struct HeldPartition
{
    TopicPartition partition;
    std::int64_t committed = -1; ///< the group's offset; below 0: it has none
    QByteArray note;             ///< beside it; empty: somebody else committed it, or nobody
    std::int64_t low = 0;        ///< the first offset of the log
    std::int64_t end = 0;        ///< the offset after its last message
};

/// Where reading a partition begins.
struct StartingPoint
{
    TopicPartition partition;
    std::int64_t offset = -1;     ///< below 0: the oldest message there is
    std::int32_t incarnation = 1; ///< what its messages are said to be of
    QByteArray note;              ///< beside what is committed until storeOffsets() brings another one
    /// Whether the group has to stand there, with this note, before anything is read: what it has committed is wrong.
    bool commits = false;
};

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
    std::int64_t offsetGaps = 0;     ///< messages that Kafka had deleted before we could read them
    std::int64_t untilCommitted = 0; ///< of the lag: behind a transaction of a producer that is not finished
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
    /// Where there is no note the last one stays.
    virtual void storeOffsets(const PartitionOffsets& offsets, const PartitionNotes& notes = {}) = 0;
    /// Stops fetching for all assigned partitions, also those assigned later, until resume(). poll() must go on being
    /// called.
    virtual void pause() = 0;
    virtual void resume() = 0;
    /// Delivers nothing of the assigned partitions until begin(). To be called by the listener when partitions are
    /// assigned, or later, when nothing read before is gathered or being written any more. The source does it by itself
    /// when a log goes on before where it was read: then the topic was made anew.
    virtual void hold() = 0;
    virtual bool isHeld() const = 0; ///< with partitions that wait
    /// Asks the brokers about the partitions that wait; 2 s at most. Unavailable: no answer, ask again.
    virtual Result<QList<HeldPartition>> heldPartitions() = 0;
    /// Reads all partitions that wait from here on. Unavailable: what has to be committed first could not be within 2
    /// s, and they wait on.
    virtual Result<void> begin(const QList<StartingPoint>& points) = 0;
    /// The message at a place, whatever is held or paused; see MessageFetcher. Takes 4 s at most.
    virtual Result<Message> messageAt(const MessagePosition& position) = 0;
    /// The brokers say that there is no such topic.
    virtual bool isTopicMissing() const = 0;
    /// Has the brokers make it, if they make topics by themselves at all. Waits 2 s at most.
    virtual void createTopic() = 0;
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
