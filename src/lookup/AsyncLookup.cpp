#include "lookup/AsyncLookup.h"

#include "lookup/LookupText.h"

namespace orderdesk {

AsyncLookup::AsyncLookup(LookupFactory factory)
    : m_thread(QStringLiteral("lookup"), std::move(factory))
{
}

namespace {

constexpr int mostHits = 200;

/// What the cache alone can say.
void searchTheCache(OrderLookup& lookup, const Error& why, SearchAnswer& answer)
{
    answer.error = why;
    answer.orders = lookup.cachedOrders(answer.text, mostHits);
}

SearchAnswer searchEverywhere(OrderLookup& lookup, const QString& text)
{
    SearchAnswer answer;
    answer.text = text;
    const std::string orderUid = text.toStdString();
    if (mayBeOrderNumber(text)) {
        if (auto found = lookup.order(orderUid)) {
            answer.order = *found;
        } else if (found.error().code != ErrorCode::NotFound) {
            searchTheCache(lookup, found.error(), answer);
            return answer;
        }
    }
    auto page = lookup.orders(text, {}, mostHits);
    if (!page) {
        searchTheCache(lookup, page.error(), answer);
        return answer;
    }
    answer.databaseAsked = true;
    answer.orders = std::move(page->orders);
    if (!mayBeOrderNumber(text)) {
        return answer;
    }
    if (auto deadLetters = lookup.deadLettersOf(orderUid)) {
        answer.deadLetters = std::move(*deadLetters);
    } else {
        answer.error = deadLetters.error();
    }
    return answer;
}

} // namespace

void AsyncLookup::search(const QString& text, QObject* context, std::function<void(SearchAnswer)> done)
{
    m_thread.ask([text = lookupText(text)](OrderLookup& lookup) { return searchEverywhere(lookup, text); }, context,
                 std::move(done));
}

void AsyncLookup::trace(const std::string& orderUid, QObject* context, std::function<void(Result<OrderTrace>)> done)
{
    m_thread.ask([orderUid](OrderLookup& lookup) { return lookup.trace(orderUid); }, context, std::move(done));
}

void AsyncLookup::revisions(const std::string& orderUid, QObject* context,
                            std::function<void(Result<std::vector<StoredOrder>>)> done)
{
    m_thread.ask([orderUid](OrderLookup& lookup) { return lookup.revisions(orderUid); }, context, std::move(done));
}

void AsyncLookup::orders(const QString& text, const std::optional<OrderCursor>& after, int limit, QObject* context,
                         std::function<void(Result<OrderPage>)> done)
{
    m_thread.ask([=](OrderLookup& lookup) { return lookup.orders(text, after, limit); }, context, std::move(done));
}

void AsyncLookup::deadLetters(std::optional<std::int64_t> before, int limit, QObject* context,
                              std::function<void(Result<DeadLetterPage>)> done)
{
    m_thread.ask([=](OrderLookup& lookup) { return lookup.deadLetters(before, limit); }, context, std::move(done));
}

void AsyncLookup::deadLetter(std::int64_t id, QObject* context, std::function<void(Result<DeadLetter>)> done)
{
    m_thread.ask([id](OrderLookup& lookup) { return lookup.deadLetter(id); }, context, std::move(done));
}

} // namespace orderdesk
