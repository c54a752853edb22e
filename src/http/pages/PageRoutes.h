#pragma once

#include "domain/OrderDecoder.h"
#include "http/Problem.h"
#include "http/pages/PageRenderer.h"
#include "http/routes/RouteTable.h"
#include "lookup/OrderLookup.h"

namespace orderdesk {

/// The pages for people: latest orders with the form, one order, errors. Lives on one HTTP thread.
class PageRoutes final
{
public:
    static constexpr int latestOrders = 50;

    PageRoutes(OrderLookup& lookup, PageRenderer& renderer)
        : m_lookup(lookup)
        , m_renderer(renderer)
    {
    }

    void addTo(RouteTable& table);

    HttpReply index(const HttpRequest& request);
    HttpReply view(const HttpRequest& request);    ///< ?order_uid=
    HttpReply problem(const HttpRequest& request); ///< explains a problem's type

    HttpReply error(Problem problem, const HttpRequest& request);
    QByteArray errorPage(Problem problem, PageLanguage language);

private:
    HttpReply missingOrder(const QByteArray& orderUid, PageLanguage language);
    HttpReply failure(const Error& error, const QByteArray& orderUid, PageLanguage language);

    OrderLookup& m_lookup;
    PageRenderer& m_renderer;
    OrderDecoder m_decoder;
};

} // namespace orderdesk
