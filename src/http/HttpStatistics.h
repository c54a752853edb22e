#pragma once

#include "concurrency/Mutex.h"

#include <QByteArray>
#include <QList>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>

namespace orderdesk {

/// What the HTTP threads have done, for /metrics. Shared by them; any thread; never blocks.
class HttpStatistics final
{
public:
    /// Upper bounds of the latency histogram in seconds; one more bucket holds what is slower.
    static constexpr std::array<double, 12> bucketBounds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005,
                                                         0.01,   0.025,   0.05,   0.1,   0.5,    1.0};

    struct Count
    {
        QByteArray route;
        int status = 0;
        std::int64_t answers = 0;
    };

    /// The counters of one route, by status.
    class Route
    {
    public:
        void count(int status);

    private:
        friend class HttpStatistics;
        static constexpr int firstStatus = 200;
        std::array<std::atomic<std::int64_t>, 400> m_byStatus{};
    };

    /// The counters of that label, made when they are asked for first; they stay where they are.
    Route& route(const QByteArray& label);

    void countAnswer(Route& route, int status, std::chrono::nanoseconds inHandler);
    void countRefusal(int status) { m_guard.count(status); } ///< an error of the guard's, before any route
    void countWrongToken() { m_wrongTokens.fetch_add(1, std::memory_order_relaxed); }
    void countLimitedToken() { m_limitedTokens.fetch_add(1, std::memory_order_relaxed); } ///< refused unseen: 429
    void countConnection() { m_connections.fetch_add(1, std::memory_order_relaxed); }

    QList<Count> answers() const; ///< those that are not 0; refusals under the route "guard"
    std::array<std::int64_t, bucketBounds.size() + 1> buckets() const; ///< not cumulative
    double secondsInHandlers() const;
    std::int64_t wrongTokens() const { return m_wrongTokens.load(std::memory_order_relaxed); }
    std::int64_t limitedTokens() const { return m_limitedTokens.load(std::memory_order_relaxed); }
    std::int64_t connections() const { return m_connections.load(std::memory_order_relaxed); }

private:
    mutable Mutex m_mutex;
    std::map<QByteArray, Route> m_routes ORDERDESK_GUARDED_BY(m_mutex); ///< the counters are atomic
    Route& m_guard = route(QByteArrayLiteral("guard"));
    std::array<std::atomic<std::int64_t>, bucketBounds.size() + 1> m_buckets{};
    std::atomic<std::int64_t> m_nanoseconds{0};
    std::atomic<std::int64_t> m_wrongTokens{0};
    std::atomic<std::int64_t> m_limitedTokens{0};
    std::atomic<std::int64_t> m_connections{0};
};

} // namespace orderdesk
