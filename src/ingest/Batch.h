#pragma once

#include "broker/MessageSource.h"
#include "domain/DeadLetter.h"
#include "domain/IngestEvent.h"
#include "storage/OrderStore.h"

#include <cstdint>
#include <vector>

namespace orderdesk {

/// Messages that are written together: each order once (its last version), sorted by number, and what else they amount
/// to. A value; made by BatchBuilder on the consumer thread, brought to its end by BatchWriter on the writer's.
struct Batch
{
    std::vector<IncomingOrder> orders;   ///< sorted by orderUid, each once
    std::vector<Message> messages;       ///< of `orders`, same places: raw, should the database refuse one
    std::vector<DeadLetter> deadLetters; ///< refused by the rules
    std::vector<IngestEvent> superseded; ///< versions that a later message of this batch replaced
    PartitionOffsets nextOffsets;        ///< to commit once all of it is done
    std::int64_t messageCount = 0;       ///< orders + superseded + dead letters
    std::uint64_t generation = 0;        ///< of the partition assignment it was read under
};

} // namespace orderdesk
