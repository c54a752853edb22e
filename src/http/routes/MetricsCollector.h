#pragma once

#include "cache/OrderCache.h"
#include "http/HttpStatistics.h"
#include "ingest/IngestSnapshot.h"

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <optional>
#include <vector>

namespace orderdesk {

/// The figures of one moment as metric families. Names: https://prometheus.io/docs/practices/naming/.
class MetricsCollector final : public prometheus::Collectable
{
public:
    struct Figures
    {
        std::optional<IngestSnapshot> ingest; ///< none: a viewer
        ComponentState database;
        CacheStatistics cache;
        bool warmedUp = false;
        QList<HttpStatistics::Count> answers;
        std::array<std::int64_t, HttpStatistics::bucketBounds.size() + 1> buckets{};
        double secondsInHandlers = 0;
        std::int64_t wrongTokens = 0;
        std::int64_t limitedTokens = 0;
        std::int64_t connections = 0;
        int openConnections = 0;
    };

    explicit MetricsCollector(Figures figures)
        : m_figures(std::move(figures))
    {
    }

    std::vector<prometheus::MetricFamily> Collect() const override;

private:
    Figures m_figures;
};

} // namespace orderdesk
