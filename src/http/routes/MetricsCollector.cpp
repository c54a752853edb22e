#include "http/routes/MetricsCollector.h"

#include <limits>

namespace orderdesk {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Families = std::vector<MetricFamily>;
using Labels = std::vector<ClientMetric::Label>;

ClientMetric metricOf(MetricType type, double value, Labels labels = {})
{
    ClientMetric metric;
    metric.label = std::move(labels);
    if (type == MetricType::Counter)
        metric.counter.value = value;
    else
        metric.gauge.value = value;
    return metric;
}

void add(Families& families, MetricType type, const char* name, const char* help, double value)
{
    families.push_back({name, help, type, {metricOf(type, value)}});
}

void addCounter(Families& families, const char* name, const char* help, std::int64_t value)
{
    add(families, MetricType::Counter, name, help, static_cast<double>(value));
}

void addGauge(Families& families, const char* name, const char* help, double value)
{
    add(families, MetricType::Gauge, name, help, value);
}

double truth(bool value)
{
    return value ? 1 : 0;
}

bool isUp(const ComponentState& state)
{
    return state.level == ComponentState::Level::Ok;
}

/// The equation of the promise: consumed = stored + unchanged + superseded + dead_lettered + in_flight.
void addIngest(Families& families, const IngestSnapshot& snapshot)
{
    const IngestCounters& counters = snapshot.counters;
    addGauge(
        families, "orderdesk_messages_consumed",
        "Messages taken from Kafka, less those given back on a revocation: the sum of the outcomes and of those in "
        "flight",
        static_cast<double>(counters.consumed));
    addGauge(families, "orderdesk_messages_in_flight", "Messages taken and not yet at their end",
             static_cast<double>(counters.inFlight));
    addCounter(families, "orderdesk_messages_stored_total", "Messages whose order was written", counters.stored);
    addCounter(families, "orderdesk_messages_unchanged_total", "Messages whose order equalled the stored one",
               counters.unchanged);
    addCounter(families, "orderdesk_messages_superseded_total", "Messages whose order was older than the stored one",
               counters.superseded);
    addCounter(families, "orderdesk_messages_dead_lettered_total", "Messages that could not become an order",
               counters.deadLettered);
    addCounter(families, "orderdesk_orders_with_warnings_total", "Stored orders with warnings", counters.withWarnings);
    addCounter(families, "orderdesk_transactions_total", "Committed database transactions", counters.transactions);
    addCounter(families, "orderdesk_database_retries_total", "Tries again after the database failed",
               counters.databaseRetries);
    addCounter(families, "orderdesk_offset_gap_messages_total", "Messages that Kafka had deleted before they were read",
               counters.offsetGaps);
    addCounter(families, "orderdesk_database_lost_messages_total",
               "Messages read again because the database had lost what it had committed", counters.lostByDatabase);
    addGauge(families, "orderdesk_kafka_uncommitted_messages",
             "Messages of the lag that wait behind a producer's unfinished transaction",
             static_cast<double>(snapshot.untilCommitted));
    addGauge(families, "orderdesk_kafka_partitions", "Partitions assigned to this process",
             snapshot.assignedPartitions);
    if (snapshot.lag)
        addGauge(families, "orderdesk_kafka_lag_messages", "Messages of the assigned partitions not yet consumed",
                 static_cast<double>(*snapshot.lag));
    if (snapshot.lagTime)
        addGauge(families, "orderdesk_kafka_lag_seconds",
                 "How long the oldest message of the assigned partitions has been waiting, at most",
                 static_cast<double>(snapshot.lagTime->count()) / 1e3);
    if (snapshot.lastProgress)
        addGauge(families, "orderdesk_last_progress_timestamp_seconds", "When a message last came to its end",
                 static_cast<double>(snapshot.lastProgress->time_since_epoch().count()) / 1e6);
    addGauge(families, "orderdesk_kafka_up", "1 when the consumer is connected and well", truth(isUp(snapshot.kafka)));
    addGauge(families, "orderdesk_ingest_up", "1 when messages make progress, or there are none",
             truth(isUp(snapshot.ingest)));
    addGauge(families, "orderdesk_ingest_paused", "1 when a person paused ingest",
             truth(snapshot.ingest.level == ComponentState::Level::Paused));
    addGauge(families, "orderdesk_ingest_stuck",
             "1 when messages wait, Kafka and the database answer, and nothing moves",
             truth(snapshot.ingest.level == ComponentState::Level::Stuck));
}

void addCache(Families& families, const CacheStatistics& cache)
{
    addGauge(families, "orderdesk_cache_entries", "Orders in the cache", static_cast<double>(cache.entries));
    addGauge(families, "orderdesk_cache_bytes", "Bytes that the cache holds", static_cast<double>(cache.bytes));
    addGauge(families, "orderdesk_cache_capacity_bytes", "Bytes that the cache may hold",
             static_cast<double>(cache.capacity));
    addCounter(families, "orderdesk_cache_hits_total", "Lookups answered by the cache", cache.hits);
    addCounter(families, "orderdesk_cache_misses_total", "Lookups that the cache could not answer", cache.misses);
    addCounter(families, "orderdesk_cache_evictions_total", "Orders that left the cache for want of room",
               cache.evictions);
}

MetricFamily requests(const QList<HttpStatistics::Count>& answers)
{
    MetricFamily family{"orderdesk_http_requests_total", "Answers by route and status", MetricType::Counter, {}};
    for (const HttpStatistics::Count& count : answers) {
        family.metric.push_back(
            metricOf(MetricType::Counter, static_cast<double>(count.answers),
                     {{"route", count.route.toStdString()}, {"status", std::to_string(count.status)}}));
    }
    return family;
}

MetricFamily durations(const MetricsCollector::Figures& figures)
{
    ClientMetric metric;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < figures.buckets.size(); ++i) {
        sum += figures.buckets[i];
        const double bound = i < HttpStatistics::bucketBounds.size() ? HttpStatistics::bucketBounds[i]
                                                                     : std::numeric_limits<double>::infinity();
        metric.histogram.bucket.push_back({static_cast<std::uint64_t>(sum), bound});
    }
    metric.histogram.sample_count = static_cast<std::uint64_t>(sum);
    metric.histogram.sample_sum = figures.secondsInHandlers;
    return {
        "orderdesk_http_request_duration_seconds", "Time that routes took to answer", MetricType::Histogram, {metric}};
}

} // namespace

std::vector<MetricFamily> MetricsCollector::Collect() const
{
    Families families;
    if (m_figures.ingest)
        addIngest(families, *m_figures.ingest);
    addGauge(families, "orderdesk_database_up", "1 when the readers reach the database",
             truth(isUp(m_figures.database)));
    addGauge(families, "orderdesk_warmed_up", "1 when the cache has been filled from the database",
             truth(m_figures.warmedUp));
    addCache(families, m_figures.cache);
    families.push_back(requests(m_figures.answers));
    families.push_back(durations(m_figures));
    addCounter(families, "orderdesk_http_wrong_tokens_total", "Requests with a wrong token", m_figures.wrongTokens);
    addCounter(families, "orderdesk_http_limited_tokens_total",
               "Requests whose token was not looked at after too many wrong ones from their address",
               m_figures.limitedTokens);
    addCounter(families, "orderdesk_http_connections_total", "Connections accepted", m_figures.connections);
    addGauge(families, "orderdesk_http_connections", "Connections open", m_figures.openConnections);
    return families;
}

} // namespace orderdesk
