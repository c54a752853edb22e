#pragma once

#include "domain/DeadLetter.h"
#include "domain/Order.h"
#include "domain/StoredOrder.h"
#include "words/Result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace orderdesk {

/// An accepted message on its way into the database.
struct IncomingOrder
{
    Order order;
    QByteArray document; ///< encodeOrder(order)
    MessagePosition position;
    Violations warnings;
    Timestamp receivedAt{};
    bool replacesEarlier = false; ///< earlier versions in the same batch gave way to this one
};

enum class WriteOutcome {
    Stored,     ///< the upsert wrote it
    Unchanged,  ///< the row that is there equals it
    Superseded, ///< the row that is there is newer (ARCHITECTURE.md)
};

struct WrittenOrder
{
    WriteOutcome outcome = WriteOutcome::Stored;
    std::int64_t revision = 0; ///< of the row after the commit
    Timestamp storedAt{};
};

/// Where orders stay. One owner thread (the writer's); connects on first use and again by itself after a loss.
class OrderStore
{
public:
    virtual ~OrderStore() = default;

    /// Writes everything in one transaction, or nothing. `orders` are sorted by orderUid and each orderUid occurs once.
    /// Dead letters that are there already (same topic, partition, offset) are left alone.
    /// Fails as Unavailable (also when the outcome of COMMIT is unknown: say it again), DataRejected or AccessRefused.
    virtual Result<std::vector<WrittenOrder>> write(std::span<const IncomingOrder> orders,
                                                    std::span<const DeadLetter> deadLetters) = 0;
};

} // namespace orderdesk
