#include "support/FakeMessageSource.h"

#include <algorithm>

namespace orderdesk::test {

void FakeTopic::append(Message message)
{
    const std::scoped_lock lock(m_mutex);
    Partition& partition = m_partitions[message.position.partition];
    message.position.offset = static_cast<std::int64_t>(partition.log.size());
    partition.log.push_back(std::move(message));
    m_changed.notify_all();
}

void FakeTopic::append(QByteArray value, std::int32_t partition)
{
    Message message;
    message.position.topic = QStringLiteral("orders");
    message.position.partition = partition;
    message.value = std::move(value);
    append(std::move(message));
}

std::int64_t FakeTopic::committed(std::int32_t partition) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_partitions.find(partition);
    return found == m_partitions.end() ? 0 : found->second.next();
}

std::int64_t FakeTopic::end(std::int32_t partition) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_partitions.find(partition);
    return found == m_partitions.end() ? 0 : static_cast<std::int64_t>(found->second.log.size());
}

bool FakeTopic::isPaused() const
{
    const std::scoped_lock lock(m_mutex);
    return m_paused;
}

int FakeTopic::pauses() const
{
    const std::scoped_lock lock(m_mutex);
    return m_pauses;
}

int FakeTopic::polls() const
{
    const std::scoped_lock lock(m_mutex);
    return m_polls;
}

void FakeTopic::failNextPoll(Error error)
{
    const std::scoped_lock lock(m_mutex);
    m_failure = std::move(error);
    m_changed.notify_all();
}

void FakeTopic::holdBack(bool back)
{
    const std::scoped_lock lock(m_mutex);
    m_heldBack = back;
    m_changed.notify_all();
}

void FakeTopic::failNextSeek(Error error)
{
    const std::scoped_lock lock(m_mutex);
    m_seekFailure = std::move(error);
}

void FakeTopic::rebalance(bool lost)
{
    const std::scoped_lock lock(m_mutex);
    m_rebalance = lost;
    m_changed.notify_all();
}

void FakeTopic::makeAnew()
{
    const std::scoped_lock lock(m_mutex);
    for (auto& [number, partition] : m_partitions) {
        partition.log.clear();
        partition.committed = -1; // Kafka drops them with the topic
        partition.note.clear();
    }
}

void FakeTopic::setMissing()
{
    const std::scoped_lock lock(m_mutex);
    m_isMissing = true;
}

bool FakeTopic::isBegun() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isBegun;
}

int FakeTopic::created() const
{
    const std::scoped_lock lock(m_mutex);
    return m_created;
}

void FakeTopic::commit(std::int32_t partition, std::int64_t offset)
{
    const std::scoped_lock lock(m_mutex);
    m_partitions[partition].committed = offset;
    m_partitions[partition].note.clear();
}

FakeMessageSource::FakeMessageSource(FakeTopic& topic)
    : m_topic(topic)
{
}

Result<void> FakeMessageSource::open(RebalanceListener& listener)
{
    m_listener = &listener;
    m_open = true;
    assign();
    return {};
}

Result<std::optional<Message>> FakeMessageSource::poll(std::chrono::milliseconds timeout)
{
    std::unique_lock lock(m_topic.m_mutex);
    ++m_topic.m_polls;
    std::optional<Message> next;
    const auto something = [&] {
        if (m_topic.m_failure || m_topic.m_rebalance) {
            return true;
        }
        for (auto& [number, partition] : m_topic.m_partitions) {
            const auto end = static_cast<std::int64_t>(partition.log.size());
            if (m_topic.m_paused || m_topic.m_heldBack || m_topic.m_held) {
                return false;
            }
            if (end > 0 && partition.position > end) {
                m_topic.m_held = true; // as Kafka's: it goes on before where it was read
                return true;
            }
            if (partition.position < end) {
                next = partition.log[static_cast<std::size_t>(partition.position++)];
                next->position.incarnation = partition.incarnation;
                return true;
            }
        }
        return false;
    };
    m_topic.m_changed.wait_for(lock, timeout, something);
    if (m_topic.m_failure) {
        const Error failed = *m_topic.m_failure;
        m_topic.m_failure.reset();
        return tl::unexpected<Error>(failed);
    }
    if (const auto lost = std::exchange(m_topic.m_rebalance, {})) {
        lock.unlock();
        revoke(*lost);
        assign();
        return std::optional<Message>{};
    }
    return next;
}

void FakeMessageSource::storeOffsets(const PartitionOffsets& offsets, const PartitionNotes& notes)
{
    const std::scoped_lock lock(m_topic.m_mutex);
    for (auto note = notes.cbegin(); note != notes.cend(); ++note) {
        m_topic.m_partitions[note.key().partition].note = note.value();
    }
    for (auto offset = offsets.cbegin(); offset != offsets.cend(); ++offset) {
        m_topic.m_partitions[offset.key().partition].committed = offset.value();
    }
}

void FakeMessageSource::pause()
{
    const std::scoped_lock lock(m_topic.m_mutex);
    m_topic.m_paused = true;
    ++m_topic.m_pauses;
}

void FakeMessageSource::resume()
{
    const std::scoped_lock lock(m_topic.m_mutex);
    m_topic.m_paused = false;
}

void FakeMessageSource::hold()
{
    const std::scoped_lock lock(m_topic.m_mutex);
    m_topic.m_held = true;
}

bool FakeMessageSource::isHeld() const
{
    const std::scoped_lock lock(m_topic.m_mutex);
    return m_topic.m_held;
}

Result<QList<HeldPartition>> FakeMessageSource::heldPartitions()
{
    const std::scoped_lock lock(m_topic.m_mutex);
    QList<HeldPartition> held;
    for (const auto& [number, partition] : m_topic.m_partitions) {
        held.push_back({{QStringLiteral("orders"), number},
                        partition.committed,
                        partition.note,
                        0,
                        static_cast<std::int64_t>(partition.log.size())});
    }
    return held;
}

Result<void> FakeMessageSource::begin(const QList<StartingPoint>& points)
{
    const std::scoped_lock lock(m_topic.m_mutex);
    for (const StartingPoint& point : points) {
        FakeTopic::Partition& partition = m_topic.m_partitions[point.partition.partition];
        partition.position = std::max<std::int64_t>(0, point.offset);
        partition.incarnation = point.incarnation;
        if (point.commits) {
            partition.committed = point.offset;
            partition.note = point.note;
        }
    }
    m_topic.m_held = false;
    m_topic.m_isBegun = true;
    m_topic.m_changed.notify_all();
    return {};
}

Result<Message> FakeMessageSource::messageAt(const MessagePosition& position)
{
    const std::scoped_lock lock(m_topic.m_mutex);
    const auto& log = m_topic.m_partitions[position.partition].log;
    if (position.offset >= static_cast<std::int64_t>(log.size())) {
        return failure(ErrorCode::NotFound, Sentence::tr("no such message"));
    }
    return log[static_cast<std::size_t>(position.offset)];
}

bool FakeMessageSource::isTopicMissing() const
{
    const std::scoped_lock lock(m_topic.m_mutex);
    return m_topic.m_isMissing;
}

void FakeMessageSource::createTopic()
{
    const std::scoped_lock lock(m_topic.m_mutex);
    ++m_topic.m_created;
    m_topic.m_isMissing = false;
}

Result<SeekPlan> FakeMessageSource::planSeek(const SeekTarget& target)
{
    const std::scoped_lock lock(m_topic.m_mutex);
    SeekPlan plan;
    for (const auto& [number, partition] : m_topic.m_partitions) {
        const auto end = static_cast<std::int64_t>(partition.log.size());
        SeekPlan::Partition planned{QStringLiteral("orders"), number, 0, end, partition.next(), 0};
        if (target.place == SeekTarget::Place::Offset) {
            planned.target = number == target.partition ? target.offset : planned.position;
        } else if (target.place == SeekTarget::Place::Time) {
            const auto late = std::find_if(partition.log.begin(), partition.log.end(), [&](const Message& message) {
                return message.position.timestamp >= target.time;
            });
            planned.target = late - partition.log.begin();
        }
        plan.partitions.push_back(planned);
    }
    return checkSeekPlan(std::move(plan), target);
}

Result<SeekPlan> FakeMessageSource::seek(const SeekPlan& plan)
{
    const std::scoped_lock lock(m_topic.m_mutex);
    const auto failed = std::exchange(m_topic.m_seekFailure, {});
    SeekPlan done = plan;
    for (SeekPlan::Partition& planned : done.partitions) {
        FakeTopic::Partition& partition = m_topic.m_partitions[planned.partition];
        const bool moves = planned.target != planned.position;
        planned.position = partition.next();
        if (moves && !failed) {
            partition.committed = planned.target;
        } else {
            planned.target = planned.position;
        }
        // As Kafka's: what was read and not stored comes again.
        partition.position = partition.next();
    }
    return failed ? Result<SeekPlan>(tl::unexpected<Error>(*failed)) : done;
}

void FakeMessageSource::close()
{
    if (std::exchange(m_open, false)) {
        revoke(false);
    }
}

SourceSnapshot FakeMessageSource::snapshot() const
{
    const std::scoped_lock lock(m_topic.m_mutex);
    SourceSnapshot snapshot;
    snapshot.state.level = ComponentState::Level::Ok;
    snapshot.assignedPartitions = static_cast<int>(m_topic.m_partitions.size());
    snapshot.lag = 0;
    for (const auto& [number, partition] : m_topic.m_partitions) {
        const auto end = static_cast<std::int64_t>(partition.log.size());
        *snapshot.lag += end - partition.next();
        if (partition.next() < end) {
            const Timestamp oldest = partition.log[static_cast<std::size_t>(partition.next())].position.timestamp;
            snapshot.waitingSince = std::min(oldest, snapshot.waitingSince.value_or(oldest));
        }
    }
    return snapshot;
}

QList<TopicPartition> FakeMessageSource::partitions() const
{
    const std::scoped_lock lock(m_topic.m_mutex);
    QList<TopicPartition> partitions;
    for (const auto& [number, partition] : m_topic.m_partitions) {
        partitions.push_back({QStringLiteral("orders"), number});
    }
    return partitions;
}

void FakeMessageSource::assign()
{
    {
        const std::scoped_lock lock(m_topic.m_mutex);
        for (auto& [number, partition] : m_topic.m_partitions) {
            partition.position = partition.next();
        }
        m_topic.m_paused = false;
        m_topic.m_held = false;
    }
    m_listener->partitionsAssigned(partitions());
}

void FakeMessageSource::revoke(bool lost)
{
    m_listener->partitionsRevoked(partitions(), lost);
}

} // namespace orderdesk::test
