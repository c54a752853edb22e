#pragma once

#include "domain/Timestamp.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <cstdint>
#include <optional>

namespace orderdesk {

struct TopicPartition
{
    QString topic;
    std::int32_t partition = 0;

    friend bool operator==(const TopicPartition&, const TopicPartition&) = default;
};

inline size_t qHash(const TopicPartition& value, size_t seed = 0) noexcept
{
    return qHashMulti(seed, value.topic, value.partition);
}

/// How far a consumer group has come in a log, as the database keeps it: written in the transaction of the messages
/// themselves, so that it tells the truth about them whatever became of Kafka's own offsets. A log is one incarnation
/// of a partition. A plain value.
struct LogPosition
{
    TopicPartition partition;
    std::int32_t incarnation = 1;
    std::int64_t next = 0;        ///< the offset to be read next
    std::int64_t batches = 0;     ///< transactions that moved it: only grows, so that a lost one is noticed
    std::int64_t lastOffset = 0;  ///< of the last message; below 0: none was read
    Timestamp lastTimestamp{};    ///< Kafka's; the epoch: none
    QByteArray lastFingerprint{}; ///< see fingerprintOf(): whether another message stands there now

    friend bool operator==(const LogPosition&, const LogPosition&) = default;
};

/// What a database knows of a partition.
struct KnownLog
{
    std::optional<LogPosition> ours;   ///< of the group that asks, its newest incarnation
    std::optional<LogPosition> newest; ///< of any group: the newest incarnation that somebody read
};

/// What a database knows of the partitions that were asked for.
struct KnownLogs
{
    QByteArray database; ///< its own number, which a copy of it shares; never empty
    QHash<TopicPartition, KnownLog> logs;
};

/// What tells one message from another that stands at its offset in a later life of the topic: SHA-256 over key and
/// value, each with its length.
QByteArray fingerprintOf(const std::optional<QByteArray>& key, const std::optional<QByteArray>& value);

} // namespace orderdesk
