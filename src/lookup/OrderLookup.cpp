#include "lookup/OrderLookup.h"

#include "lookup/CacheSearch.h"
#include "lookup/LookupText.h"
#include "lookup/SingleFlight.h"

namespace orderdesk {

namespace {

constexpr std::size_t recentOrders = 100;
// A little more than the time limit of the read that is waited for.
constexpr std::chrono::milliseconds singleFlightPatience{1500};

} // namespace

LookupContext::LookupContext(std::int64_t cacheBytes)
    : cache(cacheBytes)
    , recent(recentOrders)
    , singleFlight(std::make_unique<SingleFlight>())
{
}

LookupContext::~LookupContext() = default;

OrderLookup::OrderLookup(LookupContext& context, std::unique_ptr<OrderReader> reader)
    : m_context(context)
    , m_reader(std::move(reader))
{
}

OrderLookup::~OrderLookup() = default;

Result<FoundOrder> OrderLookup::order(std::string_view orderUid)
{
    if (CachedOrder cached = m_context.cache.find(orderUid)) {
        return FoundOrder{std::move(cached), AnswerSource::Cache};
    }
    return m_context.singleFlight->read(orderUid, singleFlightPatience, [&]() -> Result<FoundOrder> {
        auto read = m_context.breaker.guarded([&] { return m_reader->order(orderUid); });
        if (!read) {
            return tl::unexpected<Error>(read.error());
        }
        if (!*read) {
            return failure(ErrorCode::NotFound, Sentence::tr("there is no order with this number"));
        }
        auto stored = std::make_shared<const StoredOrder>(std::move(**read));
        m_context.cache.insert(stored);
        return FoundOrder{std::move(stored), AnswerSource::Database};
    });
}

Result<std::vector<OrderSummary>> OrderLookup::latest(int limit)
{
    auto recent = m_context.recent.newest(static_cast<std::size_t>(limit));
    if (!recent.empty()) {
        return recent;
    }
    auto page = orders({}, {}, limit);
    if (!page) {
        return tl::unexpected<Error>(page.error());
    }
    for (const OrderSummary& order : page->orders) {
        m_context.recent.add(order);
    }
    return std::move(page->orders);
}

Result<OrderPage> OrderLookup::orders(const QString& text, const std::optional<OrderCursor>& after, int limit)
{
    return m_context.breaker.guarded([&] { return m_reader->orders(lookupText(text), after, limit); });
}

std::vector<OrderSummary> OrderLookup::cachedOrders(const QString& text, int limit) const
{
    return searchCache(m_context.cache, text, limit);
}

Result<OrderTrace> OrderLookup::trace(std::string_view orderUid)
{
    OrderTrace trace;
    auto found = order(orderUid);
    if (found) {
        trace.order = *found;
    } else if (found.error().code != ErrorCode::NotFound) {
        return tl::unexpected<Error>(found.error());
    }
    auto deadLetters = deadLettersOf(orderUid);
    if (deadLetters) {
        trace.deadLetters = std::move(*deadLetters);
    } else if (trace.order) {
        trace.deadLettersError = deadLetters.error();
    } else {
        return tl::unexpected<Error>(deadLetters.error());
    }
    return trace;
}

Result<std::vector<StoredOrder>> OrderLookup::revisions(std::string_view orderUid)
{
    constexpr int mostRevisions = 1000;
    return m_context.breaker.guarded([&] { return m_reader->revisions(orderUid, mostRevisions); });
}

Result<DeadLetterPage> OrderLookup::deadLetters(std::optional<std::int64_t> before, int limit)
{
    return m_context.breaker.guarded([&] { return m_reader->deadLetters(before, limit); });
}

Result<DeadLetter> OrderLookup::deadLetter(std::int64_t id)
{
    auto read = m_context.breaker.guarded([&] { return m_reader->deadLetter(id); });
    if (!read) {
        return tl::unexpected<Error>(read.error());
    }
    if (!*read) {
        return failure(ErrorCode::NotFound, Sentence::tr("there is no dead letter with this number"));
    }
    return std::move(**read);
}

Result<std::vector<DeadLetter>> OrderLookup::deadLettersOf(std::string_view orderUid)
{
    constexpr int mostDeadLetters = 20;
    return m_context.breaker.guarded([&] { return m_reader->deadLettersOf(orderUid, mostDeadLetters); });
}

} // namespace orderdesk
