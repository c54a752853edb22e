#pragma once

#include "cache/OrderCache.h"
#include "cache/RecentOrders.h"
#include "storage/OrderReader.h"

#include <QThread>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace orderdesk {

/// Fills the cache from the database at start, newest first, until it is full (most orders of a page find no room) or
/// nothing is left, on a thread of its
/// own while everything else already serves. While the database is away it tries again, for ever. Owned by the main
/// thread.
class CacheWarmup final : private QThread
{
    Q_OBJECT

public:
    using ReaderFactory = std::function<std::unique_ptr<OrderReader>()>;

    /// `factory` is called on the warm-up thread. `cache` and `recent` outlive this.
    CacheWarmup(OrderCache& cache, RecentOrders& recent, ReaderFactory factory);
    ~CacheWarmup() override; ///< asks it to stop and waits: at most one page read

    void start();
    /// True once it is through, whether the cache is full or the database empty. Any thread.
    bool isDone() const;

private:
    void run() override;
    bool fill(OrderReader& reader);
    bool wait(std::chrono::milliseconds time);

    OrderCache& m_cache;
    RecentOrders& m_recent;
    const ReaderFactory m_factory;
    std::atomic<bool> m_done = false;
    std::mutex m_mutex;
    std::condition_variable m_stopRequested;
    bool m_stop = false; ///< guarded by m_mutex
};

} // namespace orderdesk
