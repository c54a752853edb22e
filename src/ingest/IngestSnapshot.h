#pragma once

#include "domain/ComponentState.h"
#include "domain/IngestControl.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace orderdesk {

/// Where every message of this process has gone. Holds at any moment:
/// consumed = stored + unchanged + superseded + deadLettered + inFlight.
struct IngestCounters
{
    std::int64_t consumed = 0; ///< taken from Kafka, less those given back on a revocation
    std::int64_t stored = 0;
    std::int64_t unchanged = 0;
    std::int64_t superseded = 0;
    std::int64_t deadLettered = 0;
    std::int64_t inFlight = 0;
    std::int64_t withWarnings = 0; ///< of those stored
    std::int64_t transactions = 0; ///< committed
    std::int64_t databaseRetries = 0;
    std::int64_t offsetGaps = 0;     ///< messages that Kafka had deleted before we read them
    std::int64_t lostByDatabase = 0; ///< messages read again because the database had lost what it had committed

    friend bool operator==(const IngestCounters&, const IngestCounters&) = default;
};

/// One second of the last ten minutes.
struct IngestHistoryPoint
{
    Timestamp at{};
    std::optional<std::int64_t> lag; ///< messages; none: not known then
    std::optional<std::chrono::milliseconds> lagTime;
    double messagesPerSecond = 0;

    friend bool operator==(const IngestHistoryPoint&, const IngestHistoryPoint&) = default;
};

/// The state of the whole path at one moment. Taken from any thread.
struct IngestSnapshot
{
    ComponentState kafka;
    ComponentState database; ///< as the writer sees it
    ComponentState ingest;   ///< judged by progress: lag and nothing stored for a while is Stuck
    IngestCounters counters;
    int assignedPartitions = 0;
    std::optional<std::int64_t> lag;       ///< messages; none: not known yet
    std::optional<Timestamp> lastProgress; ///< when a message last came to its end
    double messagesPerSecond = 0;          ///< over the last few seconds
    /// No message that waits in Kafka is older than this, judged by the timestamps of those read before it and by when
    /// its partition was last seen empty. Zero: none waits; none: not known yet.
    std::optional<std::chrono::milliseconds> lagTime{};
    std::optional<IngestPause> pause{};  ///< none: not paused
    std::int64_t untilCommitted = 0;     ///< of `lag`: behind a producer's transaction that is not finished
    QList<IngestHistoryPoint> history{}; ///< oldest first, one a second, ten minutes at most
};

} // namespace orderdesk

Q_DECLARE_METATYPE(orderdesk::IngestSnapshot)
