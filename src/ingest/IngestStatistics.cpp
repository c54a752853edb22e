#include "ingest/IngestStatistics.h"

namespace orderdesk {

namespace {

std::int64_t secondOf(std::chrono::steady_clock::time_point time)
{
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

} // namespace

void IngestStatistics::consumed(std::int64_t messages)
{
    const MutexLock lock(m_mutex);
    m_counters.consumed += messages;
    m_counters.inFlight += messages;
}

void IngestStatistics::decided(const Decided& decided)
{
    const MutexLock lock(m_mutex);
    m_counters.stored += decided.stored;
    m_counters.unchanged += decided.unchanged;
    m_counters.superseded += decided.superseded;
    m_counters.deadLettered += decided.deadLettered;
    m_counters.withWarnings += decided.withWarnings;
    m_counters.inFlight -= decided.total();
    m_counters.transactions += decided.transactions;
    m_lastProgress = currentTimestamp();
    const std::int64_t second = secondOf(Clock::now());
    Second& slot = m_seconds[static_cast<std::size_t>(second) % m_seconds.size()];
    if (slot.second != second) {
        slot = {second, 0};
    }
    slot.messages += decided.total();
}

void IngestStatistics::givenBack(std::int64_t messages)
{
    const MutexLock lock(m_mutex);
    m_counters.consumed -= messages;
    m_counters.inFlight -= messages;
}

void IngestStatistics::lostByDatabase(std::int64_t messages)
{
    const MutexLock lock(m_mutex);
    m_counters.lostByDatabase += messages;
}

void IngestStatistics::databaseRetry()
{
    const MutexLock lock(m_mutex);
    ++m_counters.databaseRetries;
}

IngestCounters IngestStatistics::counters() const
{
    const MutexLock lock(m_mutex);
    return m_counters;
}

std::optional<Timestamp> IngestStatistics::lastProgress() const
{
    const MutexLock lock(m_mutex);
    return m_lastProgress;
}

double IngestStatistics::messagesPerSecond() const
{
    const std::int64_t now = secondOf(Clock::now());
    const MutexLock lock(m_mutex);
    std::int64_t messages = 0;
    for (const Second& second : m_seconds) {
        if (second.second < now && second.second >= now - static_cast<std::int64_t>(rateSeconds)) {
            messages += second.messages;
        }
    }
    return static_cast<double>(messages) / static_cast<double>(rateSeconds);
}

} // namespace orderdesk
