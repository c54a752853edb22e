#pragma once

#include "storage/OrderReader.h"

namespace orderdesk {

class DatabaseConnection;

/// The list behind OrderReader::orders(), on the connection's thread. Runs through libpq: what people search for is
/// personal data, and a QSqlQuery would write it into the statement, which the server's log repeats.
Result<OrderPage> searchOrders(DatabaseConnection& connection, const QString& text,
                               const std::optional<OrderCursor>& after, int limit);

} // namespace orderdesk
