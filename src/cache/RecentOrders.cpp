#include "cache/RecentOrders.h"

#include <algorithm>

namespace orderdesk {

RecentOrders::RecentOrders(std::size_t capacity)
    : m_capacity(capacity)
{
}

void RecentOrders::add(const OrderSummary& order)
{
    const MutexLock lock(m_mutex);
    const auto same = std::find_if(m_orders.begin(), m_orders.end(),
                                   [&](const OrderSummary& other) { return other.orderUid == order.orderUid; });
    if (same != m_orders.end()) {
        if (same->revision >= order.revision) {
            return;
        }
        m_orders.erase(same);
    }
    const auto place =
        std::upper_bound(m_orders.begin(), m_orders.end(), order,
                         [](const OrderSummary& a, const OrderSummary& b) { return a.storedAt < b.storedAt; });
    m_orders.insert(place, order);
    if (m_orders.size() > m_capacity) {
        m_orders.erase(m_orders.begin());
    }
}

std::vector<OrderSummary> RecentOrders::newest(std::size_t limit) const
{
    const MutexLock lock(m_mutex);
    const std::size_t count = std::min(limit, m_orders.size());
    return {m_orders.rbegin(), m_orders.rbegin() + static_cast<std::ptrdiff_t>(count)};
}

} // namespace orderdesk
