#pragma once

#include "domain/OrderFilter.h"
#include "storage/OrderReader.h"

namespace orderdesk {

class DatabaseConnection;

/// The lists behind OrderReader::orders() and OrderBrowser, on the connection's thread. They run through libpq: what
/// people search for is personal data, and a QSqlQuery would write it into the statement, which the server's log
/// repeats.
Result<OrderPage> searchOrders(DatabaseConnection& connection, const OrderFilter& filter,
                               const std::optional<OrderCursor>& after, int limit);
Result<StoredOrderPage> searchDocuments(DatabaseConnection& connection, const OrderFilter& filter,
                                        const std::optional<OrderCursor>& after, int limit);
/// How many there are, counted up to `most`.
Result<std::int64_t> countOrders(DatabaseConnection& connection, const OrderFilter& filter, int most);

} // namespace orderdesk
