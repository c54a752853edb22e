#pragma once

#include "http/QtHttpServerBinding.h"
#include "http/pages/PageRenderer.h"
#include "http/pages/PageRoutes.h"
#include "http/pages/StaticFiles.h"
#include "http/routes/DeadLetterChangeRoutes.h"
#include "http/routes/DeadLetterRoutes.h"
#include "http/routes/MetricsRoute.h"
#include "http/routes/OrderRoutes.h"
#include "http/routes/StatusRoutes.h"

namespace orderdesk {

/// All routes of one HTTP thread and the answers to what no route answers. Needs no socket and no QHttpServer.
class Front final
{
public:
    Front(OrderLookup& lookup, const HttpBackend& backend, HttpStatistics& statistics, const ConnectionBudget& budget);

    const RouteTable& table() const { return m_table; }
    QtHttpServerBinding::Errors errors();
    /// The page of an error of the guard's.
    QByteArray guardErrorPage(int status, const QByteArray& acceptLanguage);

private:
    PageRenderer m_renderer;
    OrderRoutes m_orders;
    DeadLetterRoutes m_deadLetters;
    DeadLetterChangeRoutes m_deadLetterChanges;
    StatusRoutes m_status;
    MetricsRoute m_metrics;
    PageRoutes m_pages;
    StaticFiles m_staticFiles;
    RouteTable m_table;
};

} // namespace orderdesk
