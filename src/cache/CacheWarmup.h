#pragma once

#include "cache/OrderCache.h"
#include "cache/RecentOrders.h"
#include "concurrency/LoopThread.h"
#include "concurrency/Mutex.h"
#include "domain/ComponentState.h"
#include "storage/OrderReader.h"

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
    /// Ok once it is through, whether the cache is full or the database empty; until then Starting, with the cause
    /// where the database refuses it. Any thread.
    ComponentState state() const;
    bool isDone() const { return state().level == ComponentState::Level::Ok; }

private:
    void run();
    Result<void> fill(OrderReader& reader);
    void setState(ComponentState::Level level, const Error& error = {});

    OrderCache& m_cache;
    RecentOrders& m_recent;
    const ReaderFactory m_factory;
    mutable Mutex m_mutex;
    ComponentState m_state ORDERDESK_GUARDED_BY(m_mutex);
    LoopThread m_thread{"warm-up"};
};

} // namespace orderdesk
