#include "broker/OffsetTracker.h"

#include <algorithm>

namespace orderdesk {

void OffsetTracker::assign(const PartitionOffsets& committed)
{
    for (auto it = committed.begin(); it != committed.end(); ++it) {
        Progress progress;
        progress.next = std::max<std::int64_t>(it.value(), -1);
        progress.done = progress.next;
        m_partitions.insert(it.key(), progress);
    }
}

std::optional<std::int64_t> OffsetTracker::deliver(const TopicPartition& partition, std::int64_t offset,
                                                   Timestamp timestamp)
{
    const auto found = m_partitions.find(partition);
    if (found == m_partitions.end())
        return std::nullopt;
    if (timestamp != Timestamp{})
        found->lastRead = timestamp;
    const auto expected = std::exchange(found->next, offset + 1);
    if (found->first < 0)
        found->first = offset;
    if (expected < 0 || expected == offset)
        return std::nullopt;
    return expected;
}

void OffsetTracker::store(const TopicPartition& partition, std::int64_t next)
{
    if (const auto found = m_partitions.find(partition); found != m_partitions.end())
        found->done = next;
}

void OffsetTracker::update(const KafkaStatistics& statistics, bool fetching, Timestamp now)
{
    for (auto it = m_partitions.begin(); it != m_partitions.end(); ++it) {
        const auto seen = statistics.partitions.constFind(it.key());
        if (seen == statistics.partitions.constEnd())
            continue;
        it->low = seen->low;
        // Without fetching librdkafka's own view of the end grows old, and ours may be newer.
        if (seen->end >= 0)
            it->end = fetching ? seen->end : std::max(seen->end, it->end);
        const bool allRead = fetching && seen->end >= 0 && seen->queued == 0 && seen->next >= seen->stable;
        it->drained = allRead && seen->stable >= seen->end;
        it->unstable = allRead ? std::max<std::int64_t>(0, seen->end - seen->stable) : 0;
        if (it->end >= 0 && lagOf(*it) == 0)
            it->lastEmpty = now;
    }
}

PartitionOffsets OffsetTracker::pass(const PartitionOffsets& positions)
{
    PartitionOffsets passed;
    for (auto it = m_partitions.begin(); it != m_partitions.end(); ++it) {
        const std::int64_t position = positions.value(it.key(), -1);
        if (it->done == it->next && position > it->next) {
            it->next = it->done = position;
            passed.insert(it.key(), position);
        }
    }
    return passed;
}

void OffsetTracker::setEnd(const TopicPartition& partition, std::int64_t end)
{
    if (const auto found = m_partitions.find(partition); found != m_partitions.end() && end > found->end)
        found->end = end;
}

std::int64_t OffsetTracker::lagOf(const Progress& progress)
{
    // Offsets that hold no message (transaction markers, compacted records) would else be a lag that never ends.
    if (progress.drained && (progress.first < 0 || progress.done == progress.next))
        return 0;
    const auto position = progress.done >= 0 ? progress.done : progress.first;
    return std::max<std::int64_t>(0, progress.end - std::max({position, progress.low, std::int64_t{0}}));
}

std::optional<std::int64_t> OffsetTracker::lag() const
{
    std::int64_t sum = 0;
    for (const auto& progress : m_partitions) {
        if (progress.end < 0)
            return std::nullopt;
        sum += lagOf(progress);
    }
    return sum;
}

std::int64_t OffsetTracker::untilCommitted() const
{
    std::int64_t sum = 0;
    for (const auto& progress : m_partitions)
        sum += std::min(progress.unstable, lagOf(progress));
    return sum;
}

std::optional<Timestamp> OffsetTracker::waitingSince() const
{
    std::optional<Timestamp> oldest;
    for (const auto& progress : m_partitions) {
        if (progress.end < 0)
            return std::nullopt;
        if (lagOf(progress) == 0)
            continue;
        // What waits came after the message read last, and after nothing waited.
        const auto since = std::max(progress.lastRead, progress.lastEmpty); // an empty optional is the least
        if (!since)
            return std::nullopt;
        oldest = oldest ? std::min(*oldest, *since) : *since;
    }
    return oldest;
}

PartitionOffsets OffsetTracker::positions() const
{
    PartitionOffsets result;
    for (auto it = m_partitions.begin(); it != m_partitions.end(); ++it)
        result.insert(it.key(), it->done);
    return result;
}

} // namespace orderdesk
