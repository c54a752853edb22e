#pragma once

#include "domain/StoredOrder.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace orderdesk {

/// An order as the cache hands it out: shared, immutable, safe to keep in any thread.
using CachedOrder = std::shared_ptr<const StoredOrder>;

struct CacheStatistics
{
    std::int64_t entries = 0;
    std::int64_t bytes = 0;    ///< entries counted whole: document, strings, bookkeeping
    std::int64_t capacity = 0; ///< bytes
    std::int64_t hits = 0;
    std::int64_t misses = 0;
    std::int64_t evictions = 0;
};

enum class CacheInsert {
    Inserted,
    AlreadyThere, ///< this or a newer revision
    NoRoom,       ///< but others may still find some
    TooLarge,     ///< for any place here, however empty
    Outdated,     ///< a newer revision is known to exist, see removeOlder()
};

/// order_uid → order, bounded by bytes; those not used for longest leave first. All members may be called from any
/// thread.
class OrderCache final
{
public:
    explicit OrderCache(std::int64_t capacityBytes);
    ~OrderCache();

    /// Null when it is not here.
    CachedOrder find(std::string_view orderUid) const;
    /// Puts it in unless a newer or equal revision is there: a slow read must not undo a newer write.
    CacheInsert insert(CachedOrder order);
    /// For warm-up: like insert(), but never pushes another entry out.
    CacheInsert insertIfRoom(CachedOrder order);
    /// Takes it out when it is of an older revision than this, and for a while lets none of those in: the database is
    /// known to have a newer one, but a slow read may still bring the older.
    void removeOlder(std::string_view orderUid, std::int64_t revision);

    /// Calls `visitor` for all that is here, a part at a time, without holding anybody up: what changes meanwhile may
    /// be visited or not.
    void visit(const std::function<void(const CachedOrder&)>& visitor) const;

    CacheStatistics statistics() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace orderdesk
