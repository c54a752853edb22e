#pragma once

#include "database/DatabaseRights.h"
#include "domain/DeadLetter.h"
#include "domain/StoredOrder.h"
#include "words/Result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace orderdesk {

/// One revision of an order that others can see now.
struct OrderRevision
{
    std::string orderUid;
    std::int64_t revision = 0;
    Timestamp storedAt{};
};

struct OrderChange
{
    OrderSummary order;
    Violations warnings;
};

/// What became visible between two looks.
struct ChangesSinceLastLook
{
    std::vector<OrderChange> orders;     ///< the newest of those wanted, oldest first
    std::vector<DeadLetter> deadLetters; ///< the newest, oldest first; without key, value and headers
    std::int64_t skipped = 0;            ///< wanted orders and dead letters that `limit` left out
    DatabaseRights rights;
};

/// Follows what any instance stores. One owner thread; connects on first use and again by itself after a loss. A call
/// that fails (Unavailable, AccessRefused) changes nothing: the next one that succeeds tells everything since the last
/// that did, however long ago, each revision once.
class OrderChanges
{
public:
    /// Called for every revision that became visible, in pages, none left out. True: its summary is wanted.
    using Visitor = std::function<bool(const OrderRevision&)>;

    virtual ~OrderChanges() = default;

    /// The first call only finds the place to begin at: it visits what was stored just before and returns none of it.
    /// A revision that was replaced before anybody looked is not told, its successor is.
    virtual Result<ChangesSinceLastLook> next(const Visitor& visit, int limit) = 0;
};

} // namespace orderdesk
