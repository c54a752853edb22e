#include "http/HttpStatistics.h"

#include <algorithm>

namespace orderdesk {

void HttpStatistics::Route::count(int status)
{
    const auto column = std::clamp(status - firstStatus, 0, static_cast<int>(m_byStatus.size()) - 1);
    m_byStatus[static_cast<std::size_t>(column)].fetch_add(1, std::memory_order_relaxed);
}

HttpStatistics::Route& HttpStatistics::route(const QByteArray& label)
{
    const MutexLock lock(m_mutex);
    return m_routes[label];
}

void HttpStatistics::countAnswer(Route& route, int status, std::chrono::nanoseconds inHandler)
{
    route.count(status);
    const double seconds = std::chrono::duration<double>(inHandler).count();
    const auto* bound = std::lower_bound(bucketBounds.begin(), bucketBounds.end(), seconds);
    m_buckets[static_cast<std::size_t>(bound - bucketBounds.begin())].fetch_add(1, std::memory_order_relaxed);
    m_nanoseconds.fetch_add(inHandler.count(), std::memory_order_relaxed);
}

QList<HttpStatistics::Count> HttpStatistics::answers() const
{
    const MutexLock lock(m_mutex);
    QList<Count> counts;
    for (const auto& [label, route] : m_routes) {
        for (std::size_t column = 0; column < route.m_byStatus.size(); ++column) {
            const std::int64_t answers = route.m_byStatus[column].load(std::memory_order_relaxed);
            if (answers != 0)
                counts.append({label, Route::firstStatus + static_cast<int>(column), answers});
        }
    }
    return counts;
}

std::array<std::int64_t, HttpStatistics::bucketBounds.size() + 1> HttpStatistics::buckets() const
{
    std::array<std::int64_t, bucketBounds.size() + 1> result{};
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = m_buckets[i].load(std::memory_order_relaxed);
    return result;
}

double HttpStatistics::secondsInHandlers() const
{
    return static_cast<double>(m_nanoseconds.load(std::memory_order_relaxed)) / 1e9;
}

} // namespace orderdesk
