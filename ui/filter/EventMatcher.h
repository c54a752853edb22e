#pragma once

#include "domain/IngestEvent.h"
#include "domain/OrderFilter.h"
#include "domain/OrderTextMatcher.h"

namespace orderdesk {

/// OrderFilter for live messages: text as OrderTextMatcher::matchesPart(), times are when it was received. A dead
/// letter has no amount and matches no condition about what an order holds. A value.
class EventMatcher final
{
public:
    EventMatcher() = default;
    explicit EventMatcher(const OrderFilter& filter);

    bool matches(const IngestEvent& event) const;
    const OrderFilter& filter() const { return m_filter; }

private:
    bool matchesOrder(const OrderSummary& order) const;

    OrderFilter m_filter;
    OrderTextMatcher m_text;
    bool m_ofOrders = false; ///< something is asked that only an order has
};

} // namespace orderdesk
