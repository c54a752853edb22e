#include "storage/PostgresOrderReader.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"
#include "database/PreparedQueries.h"
#include "database/ReadAgain.h"
#include "letters/DeadLetterRows.h"
#include "storage/OrderSearch.h"

#include <algorithm>

namespace orderdesk {
namespace {

constexpr int mostSummaries = 1000;
constexpr int mostDocuments = 10000;
constexpr int mostRevisions = 1000;

// Timestamps travel as whole microseconds: QDateTime has milliseconds, and its zone differs between Qt's versions.
constexpr auto orderSql = R"sql(
select order_uid, document, revision, (extract(epoch from stored_at) * 1000000)::bigint, kafka_topic, kafka_partition,
    kafka_offset, (extract(epoch from kafka_timestamp) * 1000000)::bigint, warnings
from orders where order_uid = ?)sql";

constexpr auto revisionsSql = R"sql(
select order_uid, document, revision, (extract(epoch from stored_at) * 1000000)::bigint, kafka_topic, kafka_partition,
    kafka_offset, (extract(epoch from kafka_timestamp) * 1000000)::bigint, warnings
from order_revisions where order_uid = ? order by revision desc limit ?)sql";

constexpr auto documentsSql = R"sql(
select order_uid, document, revision, (extract(epoch from stored_at) * 1000000)::bigint, kafka_topic, kafka_partition,
    kafka_offset, (extract(epoch from kafka_timestamp) * 1000000)::bigint, warnings
from orders where (stored_at, order_uid) < (?::timestamptz, ?)
order by stored_at desc, order_uid desc limit ?)sql";

Timestamp timestampOf(const QVariant& microseconds)
{
    return Timestamp(std::chrono::microseconds(microseconds.toLongLong()));
}

StoredOrder storedOrderOf(const QSqlQuery& query)
{
    StoredOrder stored;
    stored.orderUid = query.value(0).toString().toStdString();
    stored.document = query.value(1).toString().toUtf8();
    stored.revision = query.value(2).toLongLong();
    stored.storedAt = timestampOf(query.value(3));
    stored.position.topic = query.value(4).toString();
    stored.position.partition = query.value(5).toInt();
    stored.position.offset = query.value(6).toLongLong();
    stored.position.timestamp = timestampOf(query.value(7));
    const QByteArray warnings = query.value(8).toString().toUtf8();
    if (warnings != "[]") {
        stored.warnings = decodeViolations({warnings.constData(), static_cast<std::size_t>(warnings.size())});
    }
    return stored;
}

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// What no order_uid in the database can be; PostgreSQL would misread it.
bool impossible(std::string_view orderUid)
{
    return orderUid.empty() || orderUid.find('\0') != std::string_view::npos;
}

} // namespace

struct PostgresOrderReader::Private
{
    explicit Private(DatabaseSettings given)
        : settings(std::move(given))
        , queries(connection)
        , connection(settings)
    {
    }

    template <typename Call>
    auto read(Call call) -> decltype(call())
    {
        return readAgain(connection, settings.statementTimeout / 2, call);
    }

    template <typename Row>
    Result<std::vector<Row>> rows(const char* sql, const QVariantList& values, const Sentence& action,
                                  Row (*rowOf)(const QSqlQuery&))
    {
        const Result<QSqlQuery*> query = queries.run(sql, values, action);
        if (!query) {
            return tl::unexpected(query.error());
        }
        std::vector<Row> found;
        while ((*query)->next()) {
            found.push_back(rowOf(**query));
        }
        return queries.finished(sql, action).map([&] { return std::move(found); });
    }

    DatabaseSettings settings;
    PreparedQueries queries; // outlives the connection, see there
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
    return d
        ->read(
            [&] { return d->rows(orderSql, {textOf(orderUid)}, Sentence::tr("cannot read an order"), storedOrderOf); })
        .map([](std::vector<StoredOrder>&& found) {
            return found.empty() ? std::optional<StoredOrder>() : std::optional(std::move(found.front()));
        });
}

Result<std::vector<StoredOrder>> PostgresOrderReader::revisions(std::string_view orderUid, int limit)
{
    if (impossible(orderUid)) {
        return std::vector<StoredOrder>();
    }
    const QVariantList values{textOf(orderUid), std::clamp(limit, 1, mostRevisions)};
    return d->read([&] {
        return d->rows(revisionsSql, values, Sentence::tr("cannot read the revisions of an order"), storedOrderOf);
    });
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
    const QString storedAt = after ? QString::fromLatin1(formatRfc3339(after->storedAt)) : QStringLiteral("infinity");
    const QVariantList values{storedAt, after ? textOf(after->orderUid) : QString(), wanted + 1};
    return d->read([&] { return d->rows(documentsSql, values, Sentence::tr("cannot read orders"), storedOrderOf); })
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
