#pragma once

#include "database/PgStatement.h"
#include "domain/OrderVersion.h"
#include "storage/OrderStore.h"
#include "words/Result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace orderdesk {

class DatabaseConnection;

/// What decides about a stored order.
struct OrderRow
{
    std::string orderUid;
    OrderPlace place;
    std::int64_t revision = 0;
    std::int64_t rowVersion = 0;
    Timestamp storedAt{};
    QByteArray contentHash; ///< SHA-256 of the document
};

/// A message that is the newest one of its order now, and what that makes of the row.
struct OrderChange
{
    const IncomingOrder* incoming = nullptr;
    OrderPlace place;
    std::int64_t revision = 1;   ///< of the row afterwards; as before: only the place moves on
    std::int64_t rowVersion = 1; ///< afterwards
};

struct StoredChange
{
    std::string orderUid;
    Timestamp storedAt{};
    bool isInserted = false;
};

/// A trigger may end a row's way without a word, and a policy hide it from us: what is missing then would be lost.
/// AccessRefused, saying where to look.
Result<void> rowsDropped(const Sentence& action);

/// The statements of one batch, each over all its rows at once (arrays and unnest). To be run inside one transaction;
/// all of them on the connection's thread. Orders are sorted by orderUid.
class BatchStatements final
{
public:
    explicit BatchStatements(DatabaseConnection& connection);

    /// The rows that are there, sorted.
    Result<std::vector<OrderRow>> readRows(const std::vector<std::string_view>& orderUids);
    /// Inserts or updates rows whose version is one less (none there: 0). Returns those that were; the others are
    /// locked.
    Result<std::vector<StoredChange>> upsertOrders(const std::vector<OrderChange>& changes);
    /// Deliveries, payments and items of the orders whose outcome is Stored.
    Result<void> writeParts(std::span<const IncomingOrder> orders, std::span<const WrittenOrder> written);
    Result<void> insertDeadLetters(std::span<const DeadLetter> deadLetters);

private:
    using Picked = std::vector<const Order*>;

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
