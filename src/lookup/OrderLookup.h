#pragma once

#include "cache/OrderCache.h"
#include "cache/RecentOrders.h"
#include "database/DatabaseBreaker.h"
#include "storage/OrderReader.h"
#include "words/Result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace orderdesk {

enum class AnswerSource { Cache, Database };

struct FoundOrder
{
    CachedOrder order;
    AnswerSource source = AnswerSource::Cache;
};

/// Everything known about one order number, for its trace.
struct OrderTrace
{
    std::optional<FoundOrder> order; ///< none: not stored
    std::vector<DeadLetter> deadLetters;
    std::optional<Error> deadLettersError; ///< why they are not known although the order is (it was in the cache)
};

class SingleFlight;

/// What the readers of one process share: cache, newest orders, breaker, single flight. Any thread; outlives all
/// OrderLookups.
struct LookupContext
{
    explicit LookupContext(std::int64_t cacheBytes);
    ~LookupContext();

    OrderCache cache;
    RecentOrders recent;
    DatabaseBreaker breaker;
    std::unique_ptr<SingleFlight> singleFlight;
};

/// Finds orders: cache first, then the database, then dead letters. One owner thread each (its reader's connection is
/// of that thread); several threads have one each over the same LookupContext. Never waits longer than the reader's
/// time limit. Errors: NotFound, Unavailable (the database is away; say when to retry: DatabaseBreaker::retryAfter),
/// AccessRefused.
class OrderLookup final
{
public:
    OrderLookup(LookupContext& context, std::unique_ptr<OrderReader> reader);
    ~OrderLookup();

    Result<FoundOrder> order(std::string_view orderUid);
    /// Without the database: what RecentOrders holds.
    Result<std::vector<OrderSummary>> latest(int limit);
    /// `text` is read as lookupText() does.
    Result<OrderPage> orders(const QString& text, const std::optional<OrderCursor>& after, int limit);
    /// Those of them that the cache has; asks no database.
    std::vector<OrderSummary> cachedOrders(const QString& text, int limit) const;
    Result<OrderTrace> trace(std::string_view orderUid);
    /// Replaced ones that are kept, newest first; all of them.
    Result<std::vector<StoredOrder>> revisions(std::string_view orderUid);
    Result<DeadLetterPage> deadLetters(std::optional<std::int64_t> before, int limit);
    Result<DeadLetter> deadLetter(std::int64_t id);
    /// Of that order number or key; a few are enough for a person.
    Result<std::vector<DeadLetter>> deadLettersOf(std::string_view orderUid);

private:
    LookupContext& m_context;
    std::unique_ptr<OrderReader> m_reader;
};

} // namespace orderdesk
