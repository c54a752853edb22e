#pragma once

#include "cache/OrderCache.h"

#include <QString>

#include <vector>

namespace orderdesk {

/// Orders at hand that OrderReader::orders() would find by this text: what can still be found while the database is
/// away. Newest first, at most `limit`. Reads every order of the cache: some microseconds each.
std::vector<OrderSummary> searchCache(const OrderCache& cache, const QString& text, int limit);

} // namespace orderdesk
