#pragma once

#include "broker/MessageSource.h"
#include "domain/DeadLetter.h"
#include "domain/LogPosition.h"
#include "ingest/ReadingStart.h"
#include "storage/OrderStore.h"

#include <cstdint>
#include <vector>

namespace orderdesk {

/// Messages that are written together. A value; made by BatchBuilder on the consumer thread, brought to its end by
/// BatchWriter on the writer's.
struct Batch
{
    std::vector<IncomingOrder> orders;   ///< sorted by orderUid; versions of one order in the order they came
    std::vector<Message> messages;       ///< of `orders`, same places: raw, should the database refuse one
    std::vector<DeadLetter> deadLetters; ///< refused by the rules
    std::vector<LogPosition> positions;  ///< after it, one for each partition; `batches` is not known yet
    PartitionOffsets moved;              ///< where a person wants reading to go on; then it holds no messages
    std::int64_t messageCount = 0;       ///< orders + dead letters
    std::uint64_t generation = 0;        ///< of the partition assignment it was read under
};

// Batches without messages, which only note positions.

/// Of logs that the database has no position of: before the first message, or the loss of the first transaction would
/// go unnoticed.
Batch firstPositions(const QList<ReadingStart>& starts, std::uint64_t generation);
/// Of what a person wants: should the database lose its last transactions, reading must not go back to before what was
/// skipped, nor leave out what was to be read again.
Batch placesOf(const SeekPlan& done, std::uint64_t generation);

} // namespace orderdesk
