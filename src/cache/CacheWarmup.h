#pragma once

#include "cache/OrderCache.h"
#include "cache/RecentOrders.h"
#include "concurrency/LoopThread.h"
#include "storage/OrderReader.h"

#include <atomic>
#include <functional>
#include <memory>

namespace orderdesk {

/// Fills the cache from the database at start, newest first, until it is full (most orders of a page find no room) or
/// nothing is left, on a thread of its own while everything else already serves. While the database is away it tries
/// again, for ever. Owned by the main thread; its end waits for one page at most.
class CacheWarmup final
{
public:
    using ReaderFactory = std::function<std::unique_ptr<OrderReader>()>;

    /// `factory` is called on the warm-up thread. `cache` and `recent` outlive this.
    CacheWarmup(OrderCache& cache, RecentOrders& recent, ReaderFactory factory);

    void start();
    /// True once it is through, whether the cache is full or the database empty. Any thread.
    bool isDone() const;

private:
    void run();
    bool fill(OrderReader& reader);

    OrderCache& m_cache;
    RecentOrders& m_recent;
    const ReaderFactory m_factory;
    std::atomic<bool> m_done = false;
    LoopThread m_thread{"warm-up"};
};

} // namespace orderdesk
