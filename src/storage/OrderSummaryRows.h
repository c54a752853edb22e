#pragma once

#include "domain/StoredOrder.h"

namespace orderdesk {

class PgRows;

/// The end of every statement that lists orders: to be preceded by "with page as (select o.* from orders o …)". Newest
/// first. Column 18 is the warnings as JSON.
extern const char* const orderSummarySql;

/// One of its rows.
OrderSummary orderSummaryOf(const PgRows& rows, int row);
/// The warnings of one of its rows.
Violations orderWarningsOf(const PgRows& rows, int row);

/// A row of a statement that reads whole orders: order_uid, document, revision, stored_at, the five columns of
/// positionOf(), warnings.
StoredOrder storedOrderOf(const PgRows& rows, int row);

} // namespace orderdesk
