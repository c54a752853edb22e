#include "cache/OrderCache.h"

#include "concurrency/Mutex.h"

#include <QByteArray>
#include <QHash>

#include <algorithm>
#include <atomic>
#include <deque>
#include <vector>

namespace orderdesk {

namespace {

constexpr std::int64_t smallestShardBytes = 4 * 1024 * 1024;
constexpr std::int64_t mostShards = 16;
// QHash span entry, slot and shared_ptr control block, measured with malloc_usable_size on glibc 2.36 and rounded up.
constexpr std::int64_t bookkeepingBytes = 160;
// A shard's; about a megabyte of its own. Longer than any read lasts, up to some 10,000 changed orders a second.
constexpr std::size_t mostFloors = 8192;

std::int64_t bytesOf(const StoredOrder& order)
{
    std::int64_t bytes = static_cast<std::int64_t>(sizeof(StoredOrder)) + bookkeepingBytes;
    bytes += order.document.capacity() + 2 * static_cast<std::int64_t>(order.orderUid.size());
    for (const Violation& warning : order.warnings) {
        bytes += static_cast<std::int64_t>(sizeof(Violation) + warning.pointer.size() + warning.code.size() +
                                           warning.message.size());
    }
    return bytes;
}

// The clock.
//
// An exact least-recently-used order has to move an entry at each read, so each read would need the lock alone, and the
// threads of HTTP would queue for it. The clock (Corbató's, 1968) keeps the order only roughly and so makes a read
// cheap: all slots stand in a ring, a read does nothing but set its slot's flag, which is atomic, under the shared
// lock. Who needs room takes the lock alone and moves a hand around the ring: a slot with its flag set loses the flag
// and stays for another round (the second chance), one without goes. What is asked for between two rounds stays; what
// is not is gone after the second at the latest, so the search ends. An entry comes without the flag: ten thousand
// orders that pass by and that nobody asks for push each other out, not what people look at.
//
// What is stored twice needs an answer besides. A read of the database may begin before a newer revision commits and
// bring the older one here after it. An older revision never replaces a newer one in its slot, but the slot may be
// empty by then: so the revision that was dropped (removeOlder()) stays as a floor that what comes must reach. Floors
// go by age, the oldest first, when there are more than any read can last.
//
// One part of the key space; all of it has one lock.
class Shard final
{
public:
    void setCapacity(std::int64_t bytes) { m_capacity = bytes; }

    CachedOrder find(const QByteArray& key) const
    {
        const SharedLock lock(m_mutex);
        const auto found = m_index.constFind(key);
        if (found == m_index.cend()) {
            return {};
        }
        const Slot& slot = m_slots[*found];
        slot.used.store(true, std::memory_order_relaxed);
        return slot.order;
    }

    CacheInsert insert(CachedOrder order, bool mayEvict, std::atomic<std::int64_t>& evictions)
    {
        const std::int64_t bytes = bytesOf(*order);
        const ExclusiveLock lock(m_mutex);
        const QByteArray key(order->orderUid.data(), static_cast<qsizetype>(order->orderUid.size()));
        const auto found = m_index.constFind(key);
        if (found != m_index.cend()) {
            return replace(m_slots[*found], std::move(order), bytes, evictions);
        }
        if (m_floors.value(key) > order->revision) {
            return CacheInsert::Outdated;
        }
        if (bytes > m_capacity) {
            return CacheInsert::TooLarge;
        }
        if (!mayEvict && m_bytes + bytes > m_capacity) {
            return CacheInsert::NoRoom;
        }
        evictions += makeRoom(bytes);
        const std::size_t place = freeSlot();
        m_slots[place].order = std::move(order);
        m_slots[place].bytes = bytes;
        // Only a read marks a slot as used: what nobody asked for leaves before what somebody did.
        m_slots[place].used.store(false, std::memory_order_relaxed);
        m_index.insert(key, place);
        m_bytes += bytes;
        return CacheInsert::Inserted;
    }

    void removeOlder(const QByteArray& key, std::int64_t revision)
    {
        const ExclusiveLock lock(m_mutex);
        const auto found = m_index.constFind(key);
        if (found != m_index.cend()) {
            if (m_slots[*found].order->revision >= revision) {
                return;
            }
            const std::size_t place = *found;
            m_index.erase(found);
            vacate(place);
        }
        if (m_floors.value(key) < revision) {
            setFloor(key, revision);
        }
    }

    std::vector<CachedOrder> orders() const
    {
        const SharedLock lock(m_mutex);
        std::vector<CachedOrder> orders;
        orders.reserve(static_cast<std::size_t>(m_index.size()));
        for (const Slot& slot : m_slots) {
            if (slot.order) {
                orders.push_back(slot.order);
            }
        }
        return orders;
    }

    void addTo(CacheStatistics& statistics) const
    {
        const SharedLock lock(m_mutex);
        statistics.entries += m_index.size();
        statistics.bytes += m_bytes;
    }

private:
    struct Slot
    {
        CachedOrder order; ///< null: free
        std::int64_t bytes = 0;
        mutable std::atomic<bool> used = false;
    };

    CacheInsert replace(Slot& slot, CachedOrder order, std::int64_t bytes, std::atomic<std::int64_t>& evictions)
        ORDERDESK_REQUIRES(m_mutex)
    {
        if (slot.order->revision >= order->revision) {
            return CacheInsert::AlreadyThere;
        }
        m_bytes += bytes - slot.bytes;
        slot.bytes = bytes;
        slot.order = std::move(order);
        slot.used.store(true, std::memory_order_relaxed);
        evictions += makeRoom(0);
        return CacheInsert::Inserted;
    }

    std::int64_t makeRoom(std::int64_t bytes) ORDERDESK_REQUIRES(m_mutex)
    {
        std::int64_t evicted = 0;
        while (m_bytes + bytes > m_capacity && !m_index.isEmpty()) {
            m_hand = (m_hand + 1) % m_slots.size();
            const Slot& slot = m_slots[m_hand];
            if (!slot.order || slot.used.exchange(false, std::memory_order_relaxed)) {
                continue;
            }
            m_index.remove(QByteArray::fromRawData(slot.order->orderUid.data(),
                                                   static_cast<qsizetype>(slot.order->orderUid.size())));
            vacate(m_hand);
            ++evicted;
        }
        return evicted;
    }

    void vacate(std::size_t place) ORDERDESK_REQUIRES(m_mutex)
    {
        m_bytes -= m_slots[place].bytes;
        m_slots[place].bytes = 0;
        m_slots[place].order.reset();
        m_free.push_back(place);
    }

    // A read that began before the newer revision was committed may still be on its way here.
    void setFloor(const QByteArray& key, std::int64_t revision) ORDERDESK_REQUIRES(m_mutex)
    {
        const QByteArray owned(key.constData(), key.size());
        m_floors[owned] = revision;
        m_floorsByAge.emplace_back(owned, revision);
        if (m_floorsByAge.size() > mostFloors) {
            const auto& [oldest, itsRevision] = m_floorsByAge.front();
            if (m_floors.value(oldest) == itsRevision) {
                m_floors.remove(oldest);
            }
            m_floorsByAge.pop_front();
        }
    }

    std::size_t freeSlot() ORDERDESK_REQUIRES(m_mutex)
    {
        if (m_free.empty()) {
            m_slots.emplace_back();
            return m_slots.size() - 1;
        }
        const std::size_t place = m_free.back();
        m_free.pop_back();
        return place;
    }

    std::int64_t m_capacity = 0; // constant after construction of the cache
    mutable SharedMutex m_mutex;
    // Slot::used is atomic: it is set under a shared lock.
    QHash<QByteArray, std::size_t> m_index ORDERDESK_GUARDED_BY(m_mutex);
    std::deque<Slot> m_slots ORDERDESK_GUARDED_BY(m_mutex);
    std::vector<std::size_t> m_free ORDERDESK_GUARDED_BY(m_mutex);
    std::size_t m_hand ORDERDESK_GUARDED_BY(m_mutex) = 0;
    std::int64_t m_bytes ORDERDESK_GUARDED_BY(m_mutex) = 0;
    QHash<QByteArray, std::int64_t> m_floors ORDERDESK_GUARDED_BY(m_mutex); ///< revisions that what comes must reach
    std::deque<std::pair<QByteArray, std::int64_t>> m_floorsByAge ORDERDESK_GUARDED_BY(m_mutex);
};

} // namespace

struct OrderCache::Private
{
    explicit Private(std::int64_t capacityBytes)
        : capacity(std::max<std::int64_t>(capacityBytes, 0))
        , shards(static_cast<std::size_t>(std::clamp<std::int64_t>(capacity / smallestShardBytes, 1, mostShards)))
    {
        for (Shard& shard : shards) {
            shard.setCapacity(capacity / static_cast<std::int64_t>(shards.size()));
        }
    }

    Shard& shardOf(const QByteArray& key) { return shards[qHash(key, shardSeed) % shards.size()]; }

    static constexpr std::size_t shardSeed = 0x9e3779b9; // other than the QHash's own, or all keys of a shard collide
    const std::int64_t capacity;
    std::vector<Shard> shards;
    std::atomic<std::int64_t> hits = 0;
    std::atomic<std::int64_t> misses = 0;
    std::atomic<std::int64_t> evictions = 0;
};

OrderCache::OrderCache(std::int64_t capacityBytes)
    : d(std::make_unique<Private>(capacityBytes))
{
}

OrderCache::~OrderCache() = default;

CachedOrder OrderCache::find(std::string_view orderUid) const
{
    const auto key = QByteArray::fromRawData(orderUid.data(), static_cast<qsizetype>(orderUid.size()));
    CachedOrder order = d->shardOf(key).find(key);
    ++(order ? d->hits : d->misses);
    return order;
}

CacheInsert OrderCache::insert(CachedOrder order)
{
    const QByteArray key(order->orderUid.data(), static_cast<qsizetype>(order->orderUid.size()));
    return d->shardOf(key).insert(std::move(order), true, d->evictions);
}

CacheInsert OrderCache::insertIfRoom(CachedOrder order)
{
    const QByteArray key(order->orderUid.data(), static_cast<qsizetype>(order->orderUid.size()));
    return d->shardOf(key).insert(std::move(order), false, d->evictions);
}

void OrderCache::removeOlder(std::string_view orderUid, std::int64_t revision)
{
    const auto key = QByteArray::fromRawData(orderUid.data(), static_cast<qsizetype>(orderUid.size()));
    d->shardOf(key).removeOlder(key, revision);
}

void OrderCache::visit(const std::function<void(const CachedOrder&)>& visitor) const
{
    for (const Shard& shard : d->shards) {
        const std::vector<CachedOrder> orders = shard.orders();
        std::for_each(orders.begin(), orders.end(), visitor);
    }
}

CacheStatistics OrderCache::statistics() const
{
    CacheStatistics statistics;
    statistics.capacity = d->capacity;
    for (const Shard& shard : d->shards) {
        shard.addTo(statistics);
    }
    statistics.hits = d->hits;
    statistics.misses = d->misses;
    statistics.evictions = d->evictions;
    return statistics;
}

} // namespace orderdesk
