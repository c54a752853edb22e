#pragma once

#include "concurrency/Mutex.h"
#include "ingest/IngestSnapshot.h"

#include <array>
#include <chrono>

namespace orderdesk {

/// What one decided part of a batch came to.
struct Decided
{
    std::int64_t stored = 0;
    std::int64_t unchanged = 0;
    std::int64_t superseded = 0;
    std::int64_t deadLettered = 0;
    std::int64_t withWarnings = 0;
    std::int64_t transactions = 0;

    std::int64_t total() const { return stored + unchanged + superseded + deadLettered; }
};

/// The counters of the promise. Each change keeps the equation of IngestCounters, under one lock. Any thread.
class IngestStatistics final
{
public:
    void consumed(std::int64_t messages);
    void decided(const Decided& decided);
    void givenBack(std::int64_t messages); ///< dropped on a revocation: their next owner consumes them
    void databaseRetry();
    void lostByDatabase(std::int64_t messages); ///< they are read again

    IngestCounters counters() const;
    std::optional<Timestamp> lastProgress() const;
    double messagesPerSecond() const; ///< decided, mean of the last five whole seconds

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t rateSeconds = 5;

    struct Second
    {
        std::int64_t second = -1;
        std::int64_t messages = 0;
    };

    mutable Mutex m_mutex;
    IngestCounters m_counters ORDERDESK_GUARDED_BY(m_mutex);
    std::optional<Timestamp> m_lastProgress ORDERDESK_GUARDED_BY(m_mutex);
    std::array<Second, rateSeconds + 1> m_seconds ORDERDESK_GUARDED_BY(m_mutex);
};

} // namespace orderdesk
