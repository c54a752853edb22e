#pragma once

#include "domain/OrderFilter.h"
#include "storage/OrderReader.h"

#include <stop_token>

namespace orderdesk {

struct OrderCount
{
    enum class Kind {
        Exact,
        AtLeast, ///< there are more than these
        About,   ///< the database's own estimate of a large table
    };

    std::int64_t orders = 0;
    Kind kind = Kind::Exact;

    friend bool operator==(const OrderCount&, const OrderCount&) = default;
};

/// Walks through all stored orders with a filter. Slower questions than OrderReader's, so it has a connection and a
/// longer time limit of its own. One owner thread. Errors: Unavailable (also: took too long, and says so),
/// AccessRefused, InvalidInput (a state that no stored order has), Cancelled.
class OrderBrowser
{
public:
    virtual ~OrderBrowser() = default;

    /// Questions from now on are given up, on the server too, when `stop` is asked for from any thread; they fail as
    /// Cancelled then. An empty token: they go on to their end.
    virtual void setStopToken(std::stop_token stop) = 0;

    /// Newest first. `limit` 1 to 1,000.
    virtual Result<OrderPage> page(const OrderFilter& filter, const std::optional<OrderCursor>& after, int limit) = 0;
    /// The same with whole documents, for exports: from its first page (no `after`) to its last a walk sees the orders
    /// as they were when it began, so an order that changes meanwhile is there once. Any other call gives the walk up;
    /// going on with it then fails as Unavailable.
    virtual Result<StoredOrderPage> documents(const OrderFilter& filter, const std::optional<OrderCursor>& after,
                                              int limit) = 0;
    /// Counts up to 100,000; beyond that, and not for long.
    virtual Result<OrderCount> count(const OrderFilter& filter) = 0;
};

} // namespace orderdesk
