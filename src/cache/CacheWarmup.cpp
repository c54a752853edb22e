#include "cache/CacheWarmup.h"

#include <QLoggingCategory>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logLookup, "orderdesk.lookup")

constexpr int pageSize = 2000;
constexpr int recentOrders = 100;
constexpr std::chrono::seconds pauseBetweenTries{1};
constexpr int triesPerLogLine = 30;

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

ComponentState CacheWarmup::state() const
{
    const MutexLock lock(m_mutex);
    return m_state;
}

void CacheWarmup::setState(ComponentState::Level level, const Error& error)
{
    const MutexLock lock(m_mutex);
    m_state.level = level;
    m_state.cause = error.message;
    m_state.hint = error.hint;
}

void CacheWarmup::run()
{
    const std::unique_ptr<OrderReader> reader = m_factory();
    for (int tries = 0;; ++tries) {
        const Result<void> filled = fill(*reader);
        if (filled) {
            return;
        }
        setState(ComponentState::Level::Starting, filled.error());
        // Of an outage others speak; a right that is missing concerns nobody else.
        if (filled.error().code != ErrorCode::Unavailable && tries % triesPerLogLine == 0) {
            qCWarning(logLookup, "%s; trying again", qPrintable(explained(filled.error())));
        }
        if (!m_thread.pause(pauseBetweenTries)) {
            return;
        }
    }
}

// Through, or told to stop.
Result<void> CacheWarmup::fill(OrderReader& reader)
{
    const auto cannot = [](Error error) {
        error.message = Sentence::tr("cannot fill the cache").because(error.message);
        return tl::unexpected(std::move(error));
    };
    auto newest = reader.orders({}, {}, recentOrders);
    if (!newest) {
        return cannot(newest.error());
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
            return cannot(page.error());
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
            return {};
        }
    } while (after && !isFull);
    setState(ComponentState::Level::Ok);
    qCInfo(logLookup, "cache is warm: %lld orders loaded", static_cast<long long>(loaded));
    return {};
}

} // namespace orderdesk
