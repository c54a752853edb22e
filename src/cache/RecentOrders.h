#pragma once

#include "concurrency/Mutex.h"
#include "domain/StoredOrder.h"

#include <vector>

namespace orderdesk {

/// The newest orders at hand, so that the page of latest orders asks no database. Any thread.
class RecentOrders final
{
public:
    explicit RecentOrders(std::size_t capacity);

    /// Adds or moves to the front; an older storedAt sorts behind newer ones, an older revision of the same order is
    /// ignored.
    void add(const OrderSummary& order);
    std::vector<OrderSummary> newest(std::size_t limit) const;

private:
    const std::size_t m_capacity;
    mutable Mutex m_mutex;
    std::vector<OrderSummary> m_orders ORDERDESK_GUARDED_BY(m_mutex); ///< newest last
};

} // namespace orderdesk
