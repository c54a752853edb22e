#pragma once

#include "domain/IngestEvent.h"
#include "domain/OrderFilter.h"

namespace orderdesk {

/// OrderFilter for live messages: text is part of number, track number, customer or city, times are when it was
/// received. A dead letter has no amount and matches no condition about what an order holds. A value.
class EventMatcher final
{
public:
    EventMatcher() = default;
    explicit EventMatcher(const OrderFilter& filter);

    bool matches(const IngestEvent& event) const;
    const OrderFilter& filter() const { return m_filter; }

private:
    bool matchesOrder(const OrderSummary& order) const;
    bool matchesText(const OrderSummary& order) const;

    OrderFilter m_filter;
    std::string m_ascii;     ///< the text when it is plain ASCII, in small letters: compared without conversion
    bool m_ofOrders = false; ///< something is asked that only an order has
};

} // namespace orderdesk
