#include "storage/PostgresOrderReader.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"
#include "database/ReadAgain.h"
#include "letters/DeadLetterRows.h"
#include "storage/OrderSearch.h"
#include "storage/OrderSummaryRows.h"

#include <algorithm>

namespace orderdesk {
namespace {

constexpr int mostSummaries = 1000;
constexpr int mostDocuments = 10000;
constexpr int mostRevisions = 1000;

constexpr auto orderSql = R"sql(
select order_uid, document, revision, stored_at, kafka_topic, kafka_partition, kafka_offset, kafka_timestamp,
    kafka_incarnation, warnings
from orders where order_uid = $1::text)sql";

constexpr auto revisionsSql = R"sql(
select order_uid, document, revision, stored_at, kafka_topic, kafka_partition, kafka_offset, kafka_timestamp,
    kafka_incarnation, warnings
from order_revisions where order_uid = $1::text order by revision desc limit $2::bigint)sql";

constexpr auto documentsSql = R"sql(
select order_uid, document, revision, stored_at, kafka_topic, kafka_partition, kafka_offset, kafka_timestamp,
    kafka_incarnation, warnings
from orders where (stored_at, order_uid) < (coalesce($1::timestamptz, 'infinity'), $2::text)
order by stored_at desc, order_uid desc limit $3::bigint)sql";

std::vector<StoredOrder> storedOrdersOf(const PgRows& rows)
{
    std::vector<StoredOrder> orders;
    orders.reserve(static_cast<std::size_t>(rows.count()));
    for (int row = 0; row < rows.count(); ++row) {
        orders.push_back(storedOrderOf(rows, row));
    }
    return orders;
}

/// What no order_uid in the database can be; PostgreSQL would misread or refuse it.
bool impossible(std::string_view orderUid)
{
    return orderUid.empty() || orderUid.find('\0') != std::string_view::npos ||
           !QByteArrayView(orderUid.data(), static_cast<qsizetype>(orderUid.size())).isValidUtf8();
}

} // namespace

struct PostgresOrderReader::Private
{
    explicit Private(DatabaseSettings given)
        : settings(std::move(given))
        , connection(settings)
    {
    }

    template <typename Call>
    auto read(Call call) -> decltype(call())
    {
        return readAgain(connection, settings.statementTimeout / 2, call);
    }

    Result<std::vector<StoredOrder>> rows(const char* sql, const PgParameters& parameters, const Sentence& action)
    {
        return read([&] { return runStatement(connection, sql, parameters, action).map(storedOrdersOf); });
    }

    DatabaseSettings settings;
    DatabaseConnection connection;
};

PostgresOrderReader::PostgresOrderReader(DatabaseSettings settings)
    : d(std::make_unique<Private>(std::move(settings)))
{
}

PostgresOrderReader::~PostgresOrderReader() = default;

Result<std::optional<StoredOrder>> PostgresOrderReader::order(std::string_view orderUid)
{
    if (impossible(orderUid)) {
        return std::optional<StoredOrder>();
    }
    return d->rows(orderSql, PgParameters().addText(orderUid), Sentence::tr("cannot read an order"))
        .map([](std::vector<StoredOrder>&& found) {
            return found.empty() ? std::optional<StoredOrder>() : std::optional(std::move(found.front()));
        });
}

Result<std::vector<StoredOrder>> PostgresOrderReader::revisions(std::string_view orderUid, int limit)
{
    if (impossible(orderUid)) {
        return std::vector<StoredOrder>();
    }
    return d->rows(revisionsSql, PgParameters().addText(orderUid).addInt8(std::clamp(limit, 1, mostRevisions)),
                   Sentence::tr("cannot read the revisions of an order"));
}

Result<OrderPage> PostgresOrderReader::orders(const QString& text, const std::optional<OrderCursor>& after, int limit)
{
    OrderFilter filter;
    filter.text = text;
    return d->read([&] { return searchOrders(d->connection, filter, after, std::clamp(limit, 1, mostSummaries)); });
}

Result<StoredOrderPage> PostgresOrderReader::documents(const std::optional<OrderCursor>& after, int limit)
{
    const int wanted = std::clamp(limit, 1, mostDocuments);
    PgParameters parameters;
    if (after) {
        parameters.addTimestamp(after->storedAt).addText(after->orderUid);
    } else {
        parameters.addNull().addText({});
    }
    return d->rows(documentsSql, parameters.addInt8(wanted + 1), Sentence::tr("cannot read orders"))
        .map([&](std::vector<StoredOrder>&& found) {
            StoredOrderPage page{std::move(found), std::nullopt};
            if (page.orders.size() > static_cast<std::size_t>(wanted)) {
                page.orders.pop_back();
                page.next = OrderCursor{page.orders.back().storedAt, page.orders.back().orderUid};
            }
            return page;
        });
}

Result<DeadLetterPage> PostgresOrderReader::deadLetters(std::optional<std::int64_t> before, int limit)
{
    return d->read([&] { return readDeadLetters(d->connection, before, limit); });
}

Result<std::optional<DeadLetter>> PostgresOrderReader::deadLetter(std::int64_t id)
{
    return d->read([&] { return readDeadLetter(d->connection, id); });
}

Result<std::vector<DeadLetter>> PostgresOrderReader::deadLettersOf(std::string_view orderUid, int limit)
{
    if (impossible(orderUid)) {
        return std::vector<DeadLetter>();
    }
    return d->read([&] { return readDeadLettersOf(d->connection, orderUid, limit); });
}

Result<void> PostgresOrderReader::ping()
{
    return d->read([&] {
        return runStatement(d->connection, "select 1", PgParameters(), Sentence::tr("the database does not answer"))
            .map([](const PgRows&) {});
    });
}

} // namespace orderdesk
