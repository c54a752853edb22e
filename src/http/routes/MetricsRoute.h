#pragma once

#include "http/HttpServer.h"
#include "http/HttpStatistics.h"
#include "http/guard/ConnectionBudget.h"
#include "http/routes/RouteTable.h"

namespace orderdesk {

/// /metrics in Prometheus' text format. Lives on one HTTP thread; what it shows outlives it.
class MetricsRoute final
{
public:
    MetricsRoute(const HttpBackend& backend, const HttpStatistics& statistics, const ConnectionBudget& budget)
        : m_backend(backend)
        , m_statistics(statistics)
        , m_budget(budget)
    {
    }

    void addTo(RouteTable& table);

    HttpReply metrics() const;

private:
    const HttpBackend& m_backend;
    const HttpStatistics& m_statistics;
    const ConnectionBudget& m_budget;
};

} // namespace orderdesk
