#pragma once

#include "domain/OrderFilter.h"
#include "storage/OrderReader.h"

namespace orderdesk {

struct OrderCount
{
    std::int64_t orders = 0;
    bool exact = true; ///< false: at least, or the planner's estimate of a large table
};

/// Walks through all stored orders with a filter. Slower questions than OrderReader's, so it has a connection and a
/// longer time limit of its own. One owner thread. Errors: Unavailable (also: took too long, and says so),
/// AccessRefused, InvalidInput (a state that no stored order has).
class OrderBrowser
{
public:
    virtual ~OrderBrowser() = default;

    /// Newest first. `limit` 1 to 1,000.
    virtual Result<OrderPage> page(const OrderFilter& filter, const std::optional<OrderCursor>& after, int limit) = 0;
    /// The same with whole documents, for exports.
    virtual Result<StoredOrderPage> documents(const OrderFilter& filter, const std::optional<OrderCursor>& after,
                                              int limit) = 0;
    virtual Result<OrderCount> count(const OrderFilter& filter) = 0;
};

} // namespace orderdesk
