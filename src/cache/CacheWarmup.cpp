#include "cache/CacheWarmup.h"

#include <QLoggingCategory>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logLookup, "orderdesk.lookup")

constexpr int pageSize = 2000;
constexpr int recentOrders = 100;
constexpr std::chrono::seconds pauseBetweenTries{1};

} // namespace

CacheWarmup::CacheWarmup(OrderCache& cache, RecentOrders& recent, ReaderFactory factory)
    : m_cache(cache)
    , m_recent(recent)
    , m_factory(std::move(factory))
{
}

void CacheWarmup::start()
{
    m_thread.start([this] { run(); });
}

bool CacheWarmup::isDone() const
{
    return m_done;
}

void CacheWarmup::run()
{
    const std::unique_ptr<OrderReader> reader = m_factory();
    bool isThrough = false;
    do {
        isThrough = fill(*reader);
    } while (!isThrough && m_thread.pause(pauseBetweenTries));
}

// True: through, or told to stop. False: the database is away, try again.
bool CacheWarmup::fill(OrderReader& reader)
{
    auto newest = reader.orders({}, {}, recentOrders);
    if (!newest) {
        return false;
    }
    for (const OrderSummary& order : newest->orders) {
        m_recent.add(order);
    }
    std::optional<OrderCursor> after;
    std::int64_t loaded = 0;
    bool isFull = false;
    do {
        auto page = reader.documents(after, pageSize);
        if (!page) {
            return false;
        }
        int placed = 0;
        int refused = 0;
        for (StoredOrder& order : page->orders) {
            const auto done = m_cache.insertIfRoom(std::make_shared<const StoredOrder>(std::move(order)));
            placed += done == CacheInsert::Inserted ? 1 : 0;
            refused += done == CacheInsert::NoRoom ? 1 : 0;
        }
        loaded += placed;
        // A single one without room may be a large one, or in a part that filled sooner than others.
        isFull = refused > placed;
        after = page->next;
        if (!m_thread.pause({})) {
            return true;
        }
    } while (after && !isFull);
    m_done = true;
    qCInfo(logLookup, "cache is warm: %lld orders loaded", static_cast<long long>(loaded));
    return true;
}

} // namespace orderdesk
