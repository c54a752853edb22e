#pragma once

#include "database/PgStatement.h"
#include "storage/OrderStore.h"
#include "words/Result.h"

#include <span>
#include <vector>

namespace orderdesk {

class DatabaseConnection;

/// The statements of one batch, each over all its rows at once (arrays and unnest). To be run inside one transaction,
/// in this order; all of them on the connection's thread.
class BatchStatements final
{
public:
    explicit BatchStatements(DatabaseConnection& connection);

    /// Inserts or updates what is new or changed and newer. The outcomes are in the order of `orders`.
    Result<std::vector<WrittenOrder>> upsertOrders(std::span<const IncomingOrder> orders);
    /// Deliveries, payments and items of the orders whose outcome is Stored.
    Result<void> writeParts(std::span<const IncomingOrder> orders, std::span<const WrittenOrder> written);
    Result<void> insertDeadLetters(std::span<const DeadLetter> deadLetters);

private:
    using Picked = std::vector<const Order*>;

    Result<void> explainUntouched(std::span<const IncomingOrder> orders, std::vector<WrittenOrder>& written);
    Result<void> advancePositions(std::span<const IncomingOrder> orders, std::span<const WrittenOrder> written);
    Result<void> upsertDeliveries(const Picked& orders, std::size_t fresh);
    Result<void> upsertPayments(const Picked& orders, std::size_t fresh);
    Result<void> deleteItems(std::span<const IncomingOrder> orders, std::span<const WrittenOrder> written);
    Result<void> insertItems(const Picked& orders);
    Result<void> run(const char* sql, const PgParameters& parameters, const Sentence& action);
    Result<void> insertAtLeast(std::size_t rows, const char* sql, const PgParameters& parameters,
                               const Sentence& action);
    Result<void> findDeadLetters(std::span<const DeadLetter> deadLetters);

    DatabaseConnection& m_connection;
};

} // namespace orderdesk
