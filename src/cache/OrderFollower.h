#pragma once

#include "cache/OrderCache.h"
#include "cache/OrderFeed.h"
#include "cache/RecentOrders.h"
#include "cache/SeenRevisions.h"
#include "concurrency/LoopThread.h"
#include "concurrency/Mutex.h"
#include "storage/OrderChanges.h"
#include "storage/OrderStore.h"

#include <chrono>
#include <functional>
#include <memory>
#include <span>

namespace orderdesk {

/// OrderFeed by asking the database once a second on a thread of its own. Takes out of the cache what is of an older
/// revision and keeps RecentOrders up to date. Goes on by itself after an outage and tells what was stored meanwhile.
/// Owned by the main thread; its end waits for one look at most.
class OrderFollower final : public OrderFeed
{
    Q_OBJECT

public:
    struct Options
    {
        /// Told and read at a look; of more, the newest.
        int mostEvents = 10'000;
        /// This program ingests too: its own are told by the pipeline, others' a second later than in a viewer.
        bool alsoIngests = false;
        std::chrono::milliseconds interval{1000};
        /// Nothing is asked before this says so: until the tables are there. Empty: at once. Called on its thread.
        std::function<bool()> mayLook{};
    };
    using ChangesFactory = std::function<std::unique_ptr<OrderChanges>()>;

    /// `factory` is called on the follower's thread. `cache` and `recent` outlive this.
    OrderFollower(OrderCache& cache, RecentOrders& recent, ChangesFactory factory, Options options);

    void start();
    /// What this program stored itself, once it is committed. Any thread, never waits.
    void noteOwn(std::span<const IncomingOrder> orders, std::span<const WrittenOrder> written,
                 std::span<const DeadLetter> deadLetters);
    std::optional<DatabaseRights> rights() const override;

private:
    void run();
    void look(OrderChanges& changes);
    bool visit(const OrderRevision& revision, std::vector<std::uint64_t>& visited);
    void tell(ChangesSinceLastLook&& changes);
    void release();
    void noteOutcome(const Error* error);
    bool isOwn(const IngestEvent& event) const;

    OrderCache& m_cache;
    RecentOrders& m_recent;
    const ChangesFactory m_factory;
    const Options m_options;

    // Of the thread:
    SeenRevisions m_seen;
    QList<IngestEvent> m_held; ///< until it is known whether they are our own
    bool m_hasFailed = false;

    mutable Mutex m_mutex;
    std::optional<DatabaseRights> m_rights ORDERDESK_GUARDED_BY(m_mutex);
    SeenRevisions m_own ORDERDESK_GUARDED_BY(m_mutex);

    LoopThread m_thread{"follower"};
};

} // namespace orderdesk
