#pragma once

#include "broker/BrokerSettings.h"
#include "cache/OrderCache.h"
#include "cache/RecentOrders.h"
#include "database/DatabaseSettings.h"
#include "ingest/IngestPipeline.h"

#include <memory>

namespace orderdesk::test {

class FakeTopic;

/// The pipeline on a real PostgreSQL, fed by a topic in memory or by Kafka. Settings and parts may be changed before
/// start(); after stop() it can be started again, as another process would be.
class IngestBench final
{
public:
    IngestBench(DatabaseSettings database, FakeTopic& topic);
    IngestBench(DatabaseSettings database, BrokerSettings broker);

    void start();
    void stop();
    IngestSnapshot snapshot() const { return m_pipeline->snapshot(); }
    IngestCounters counters() const { return snapshot().counters; }
    const OrderCache& cache() const { return m_cache; }

    IngestSettings settings;
    WriterParts parts;
    std::function<void()> onCommit; ///< called on the writer's thread after each batch

private:
    const Consumer::SourceFactory m_source;
    OrderCache m_cache{64 * 1024 * 1024};
    RecentOrders m_recent{100};
    std::unique_ptr<IngestPipeline> m_pipeline;
};

} // namespace orderdesk::test
