#include "lookup/CacheSearch.h"

#include "domain/OrderDecoder.h"
#include "domain/OrderTextMatcher.h"

#include <algorithm>

namespace orderdesk {

namespace {

void keepNewest(std::vector<OrderSummary>& orders, std::size_t most)
{
    std::sort(orders.begin(), orders.end(), [](const OrderSummary& a, const OrderSummary& b) {
        return a.storedAt != b.storedAt ? a.storedAt > b.storedAt : a.orderUid > b.orderUid;
    });
    if (orders.size() > most) {
        orders.erase(orders.begin() + static_cast<std::ptrdiff_t>(most), orders.end());
    }
}

} // namespace

std::vector<OrderSummary> searchCache(const OrderCache& cache, const QString& text, int limit)
{
    std::vector<OrderSummary> found;
    if (text.isEmpty() || limit < 1) {
        return found;
    }
    const auto most = static_cast<std::size_t>(limit);
    const OrderTextMatcher matcher(text);
    OrderDecoder decoder;
    const Timestamp now = currentTimestamp();
    cache.visit([&](const CachedOrder& cached) {
        const DecodeResult decoded = decoder.decode(cached->document, now);
        if (!decoded.order || !matcher.matches(*decoded.order)) {
            return;
        }
        OrderSummary summary = summarize(*decoded.order);
        summary.storedAt = cached->storedAt;
        summary.revision = cached->revision;
        summary.position = cached->position;
        summary.warningCount = static_cast<std::int32_t>(cached->warnings.size());
        found.push_back(std::move(summary));
        if (found.size() == 4 * most) {
            keepNewest(found, most);
        }
    });
    keepNewest(found, most);
    return found;
}

} // namespace orderdesk
