#pragma once

#include "http/routes/RouteTable.h"
#include "lookup/OrderLookup.h"

namespace orderdesk {

/// The API's orders: one, its trace, the list. Lives on one HTTP thread with its lookup.
class OrderRoutes final
{
public:
    explicit OrderRoutes(OrderLookup& lookup)
        : m_lookup(lookup)
    {
    }

    void addTo(RouteTable& table);

    HttpReply order(const HttpRequest& request);
    /// "dead_letters" is null, and "dead_letters_problem" says why, when the order is at hand but not its dead letters.
    HttpReply trace(const HttpRequest& request);
    HttpReply orders(const HttpRequest& request); ///< ?q=&after=&limit=

private:
    OrderLookup& m_lookup;
};

} // namespace orderdesk
