#include "storage/PostgresOrderStore.h"

#include "database/DatabaseConnection.h"
#include "database/SqlFailure.h"
#include "database/Transaction.h"
#include "storage/BatchStatements.h"
#include "storage/OrderUpsert.h"
#include "storage/PositionStatements.h"

#include <algorithm>
#include <array>

namespace orderdesk {
namespace {

// PostgreSQL takes no value over 1 GB, and an array of documents is one value.
constexpr std::size_t largestStatement = std::size_t{64} << 20;

constexpr int mostTries = 4;

bool holdsNull(const Order& order)
{
    const auto bad = [](const std::string& text) { return text.find('\0') != std::string::npos; };
    const Delivery& to = order.delivery;
    const Payment& paid = order.payment;
    const std::array texts{&order.orderUid,   &order.trackNumber,
                           &order.entry,      &order.locale,
                           &order.customerId, &order.deliveryService,
                           &order.shardkey,   &order.internalSignature,
                           &order.oofShard,   &to.name,
                           &to.phone,         &to.zip,
                           &to.city,          &to.address,
                           &to.region,        &to.email,
                           &paid.transaction, &paid.requestId,
                           &paid.currency,    &paid.provider,
                           &paid.bank};
    return std::any_of(texts.begin(), texts.end(), [&](const std::string* text) { return bad(*text); }) ||
           std::any_of(order.items.begin(), order.items.end(), [&](const Item& item) {
               return bad(item.trackNumber) || bad(item.rid) || bad(item.name) || bad(item.size) || bad(item.brand);
           });
}

/// The validator lets none of this through; here it would poison a whole batch or deadlock two writers.
Result<void> checkBatch(std::span<const IncomingOrder> orders)
{
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (i > 0 && orders[i - 1].order.orderUid > orders[i].order.orderUid) {
            return failure(ErrorCode::Internal, Sentence::tr("cannot store orders: the batch is not sorted"));
        }
        if (holdsNull(orders[i].order) || orders[i].document.contains('\0')) {
            return failure(ErrorCode::DataRejected, Sentence::tr("cannot store orders: a text holds U+0000"));
        }
        if (!orders[i].document.isValidUtf8()) {
            return failure(ErrorCode::DataRejected, Sentence::tr("cannot store orders: a text is not UTF-8"));
        }
    }
    return {};
}

std::size_t sizeOf(const IncomingOrder& order)
{
    return static_cast<std::size_t>(order.document.size());
}

std::size_t sizeOf(const DeadLetter& deadLetter)
{
    return static_cast<std::size_t>(deadLetter.message.value ? deadLetter.message.value->size() : 0);
}

/// Takes from the front of `rows` what fits one statement, one row at least.
template <typename Row>
std::span<const Row> takeStatement(std::span<const Row>& rows)
{
    std::size_t bytes = 0;
    std::size_t count = 0;
    while (count < rows.size() && (count == 0 || bytes + sizeOf(rows[count]) <= largestStatement)) {
        bytes += sizeOf(rows[count++]);
    }
    const std::span<const Row> taken = rows.first(count);
    rows = rows.subspan(count);
    return taken;
}

Result<std::vector<WrittenOrder>> writeOrders(BatchStatements& statements, std::span<const IncomingOrder> orders)
{
    std::vector<WrittenOrder> written;
    while (!orders.empty()) {
        Result<std::vector<WrittenOrder>> outcome = upsertNewest(statements, takeStatement(orders));
        if (!outcome) {
            return outcome;
        }
        written.insert(written.end(), outcome->begin(), outcome->end());
    }
    return written;
}

Result<void> writeDeadLetters(BatchStatements& statements, std::span<const DeadLetter> deadLetters)
{
    while (!deadLetters.empty()) {
        Result<void> done = statements.insertDeadLetters(takeStatement(deadLetters));
        if (!done) {
            return done;
        }
    }
    return {};
}

} // namespace

struct PostgresOrderStore::Private
{
    Private(DatabaseSettings settings, QString consumerGroup)
        : connection(std::move(settings))
        , group(std::move(consumerGroup))
    {
    }

    Result<std::vector<WrittenOrder>> write(std::span<const IncomingOrder> orders,
                                            std::span<const DeadLetter> deadLetters, std::span<LogPosition> positions);

    DatabaseConnection connection;
    const QString group;
};

PostgresOrderStore::PostgresOrderStore(DatabaseSettings settings, QString group)
    : d(std::make_unique<Private>(std::move(settings), std::move(group)))
{
}

PostgresOrderStore::~PostgresOrderStore() = default;

// Whom the server rolled back so that another transaction could go on tries again at once: it waits for that one's
// locks then, and nothing is wrong that anybody would have to hear of.
Result<std::vector<WrittenOrder>> PostgresOrderStore::write(std::span<const IncomingOrder> orders,
                                                            std::span<const DeadLetter> deadLetters,
                                                            std::span<LogPosition> positions)
{
    if (orders.empty() && deadLetters.empty() && positions.empty()) {
        return {};
    }
    const Result<void> ready = checkBatch(orders).and_then([this] { return d->connection.ensureOpen(); });
    if (!ready) {
        return tl::unexpected(ready.error());
    }
    Result<std::vector<WrittenOrder>> written = d->write(orders, deadLetters, positions);
    for (int tries = 1; tries < mostTries && !written && isConflict(written.error()); ++tries) {
        written = d->write(orders, deadLetters, positions);
    }
    return written;
}

Result<KnownLogs> PostgresOrderStore::knownLogs(const QList<TopicPartition>& partitions)
{
    return d->connection.ensureOpen().and_then([&] { return readKnownLogs(d->connection, d->group, partitions); });
}

Result<std::vector<WrittenOrder>> PostgresOrderStore::Private::write(std::span<const IncomingOrder> orders,
                                                                     std::span<const DeadLetter> deadLetters,
                                                                     std::span<LogPosition> positions)
{
    const auto transaction = Transaction::begin(connection);
    if (!transaction) {
        return tl::unexpected(transaction.error());
    }
    BatchStatements statements(connection);
    Result<std::vector<WrittenOrder>> written = writeOrders(statements, orders);
    if (!written) {
        return written;
    }
    const Result<void> committed = writeDeadLetters(statements, deadLetters)
                                       .and_then([&] { return notePositions(connection, group, positions); })
                                       .and_then([&] { return (*transaction)->commit(); });
    if (!committed) {
        return tl::unexpected(committed.error());
    }
    return written;
}

} // namespace orderdesk
