#include "storage/PostgresOrderReader.h"

#include "database/DatabaseConnection.h"
#include "database/PgStatement.h"
#include "database/PreparedQueries.h"
#include "database/ReadAgain.h"
#include "storage/DeadLetterText.h"
#include "storage/OrderSearch.h"

#include <algorithm>

namespace orderdesk {
namespace {

constexpr int mostSummaries = 1000;
constexpr int mostDocuments = 10000;
constexpr int mostRevisions = 1000;
constexpr int mostDeadLetters = 200; // their values are up to 64 KiB each

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

constexpr auto deadLettersSql = R"sql(
select id, topic, partition, "offset", (extract(epoch from kafka_timestamp) * 1000000)::bigint, key,
    substring(value from 1 for 65536), headers, order_uid, violations,
    (extract(epoch from received_at) * 1000000)::bigint, redrive_count,
    (extract(epoch from redriven_at) * 1000000)::bigint
from dead_letters where id < ? order by id desc limit ?)sql";

constexpr auto deadLetterSql = R"sql(
select id, topic, partition, "offset", (extract(epoch from kafka_timestamp) * 1000000)::bigint, key, value,
    headers, order_uid, violations,
    (extract(epoch from received_at) * 1000000)::bigint, redrive_count,
    (extract(epoch from redriven_at) * 1000000)::bigint
from dead_letters where id = ?)sql";

constexpr auto deadLettersOfSql = R"sql(
select id, topic, partition, "offset", (extract(epoch from kafka_timestamp) * 1000000)::bigint, key,
    substring(value from 1 for 65536), headers, order_uid, violations,
    (extract(epoch from received_at) * 1000000)::bigint, redrive_count,
    (extract(epoch from redriven_at) * 1000000)::bigint
from dead_letters where (order_uid = ? and order_uid <> '') or substring(key from 1 for 128) = ?
order by id desc limit ?)sql";

// The change and its line of the audit are one statement: none is without the other.
constexpr auto redrivenSql = R"sql(
with changed as (
    update dead_letters d set redrive_count = redrive_count + 1, redriven_at = now()
    from unnest($1::bigint[], $2::text[]) as noted (id, detail) where d.id = noted.id
    returning d.id, d.topic, d.partition, d."offset", noted.detail)
insert into dead_letter_changes (changed_by, action, dead_letter_id, topic, partition, "offset", detail)
select $3::text, $4::text, id, topic, partition, "offset", detail from changed order by id
returning dead_letter_id)sql";

constexpr auto discardedSql = R"sql(
with changed as (
    delete from dead_letters d
    using unnest($1::bigint[], $2::text[]) as noted (id, detail) where d.id = noted.id
    returning d.id, d.topic, d.partition, d."offset", noted.detail)
insert into dead_letter_changes (changed_by, action, dead_letter_id, topic, partition, "offset", detail)
select $3::text, $4::text, id, topic, partition, "offset", detail from changed order by id
returning dead_letter_id)sql";

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

std::optional<QByteArray> bytesOf(const QVariant& value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toByteArray());
}

DeadLetter deadLetterOf(const QSqlQuery& query)
{
    DeadLetter dead;
    dead.id = query.value(0).toLongLong();
    dead.message.position.topic = query.value(1).toString();
    dead.message.position.partition = query.value(2).toInt();
    dead.message.position.offset = query.value(3).toLongLong();
    dead.message.position.timestamp = timestampOf(query.value(4));
    dead.message.key = bytesOf(query.value(5));
    dead.message.value = bytesOf(query.value(6));
    dead.message.headers = decodeHeaders(query.value(7).toString().toStdString());
    dead.orderUid = query.value(8).toString().toStdString();
    dead.violations = decodeViolations(query.value(9).toString().toStdString());
    dead.receivedAt = timestampOf(query.value(10));
    dead.redriveCount = query.value(11).toInt();
    if (!query.value(12).isNull()) {
        dead.redrivenAt = timestampOf(query.value(12));
    }
    return dead;
}

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// Fit for PostgreSQL, whatever it was.
std::string storable(const std::string& text)
{
    return storableText(QByteArray::fromStdString(text)).toStdString();
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
    const int wanted = std::clamp(limit, 1, mostDeadLetters);
    const QVariantList values{static_cast<qlonglong>(before.value_or(std::numeric_limits<std::int64_t>::max())),
                              wanted + 1};
    return d
        ->read([&] { return d->rows(deadLettersSql, values, Sentence::tr("cannot list dead letters"), deadLetterOf); })
        .map([&](std::vector<DeadLetter>&& found) {
            DeadLetterPage page{std::move(found), std::nullopt};
            if (page.deadLetters.size() > static_cast<std::size_t>(wanted)) {
                page.deadLetters.pop_back();
                page.next = page.deadLetters.back().id;
            }
            return page;
        });
}

Result<std::optional<DeadLetter>> PostgresOrderReader::deadLetter(std::int64_t id)
{
    const QVariantList values{static_cast<qlonglong>(id)};
    return d
        ->read([&] { return d->rows(deadLetterSql, values, Sentence::tr("cannot read a dead letter"), deadLetterOf); })
        .map([](std::vector<DeadLetter>&& found) {
            return found.empty() ? std::optional<DeadLetter>() : std::optional(std::move(found.front()));
        });
}

Result<std::vector<DeadLetter>> PostgresOrderReader::deadLettersOf(std::string_view orderUid, int limit)
{
    if (impossible(orderUid)) {
        return std::vector<DeadLetter>();
    }
    const QByteArray key(orderUid.data(), static_cast<qsizetype>(orderUid.size()));
    const QVariantList values{textOf(orderUid), key, std::clamp(limit, 1, mostDeadLetters)};
    return d->read(
        [&] { return d->rows(deadLettersOfSql, values, Sentence::tr("cannot list dead letters"), deadLetterOf); });
}

Result<std::vector<std::int64_t>> PostgresOrderReader::changeDeadLetters(LetterAction action,
                                                                         const std::vector<LetterNote>& letters,
                                                                         const std::string& by)
{
    PgArray ids(PgArray::ElementType::Int8);
    PgArray details(PgArray::ElementType::Text);
    for (const LetterNote& letter : letters) {
        ids.appendInt8(letter.id);
        details.appendBytes(storable(letter.detail));
    }
    PgParameters parameters;
    parameters.add(ids).add(details).addText(storable(by)).addText(nameOf(action));
    const bool discards = action == LetterAction::Discarded;
    return callOnce(d->connection,
                    [&] {
                        return runStatement(d->connection, discards ? discardedSql : redrivenSql, parameters,
                                            discards ? Sentence::tr("cannot discard a dead letter")
                                                     : Sentence::tr("cannot mark a dead letter"));
                    })
        .map([](const PgRows& rows) {
            std::vector<std::int64_t> changed;
            for (int row = 0; row < rows.count(); ++row) {
                changed.push_back(rows.int8(row, 0));
            }
            return changed;
        });
}

Result<void> PostgresOrderReader::ping()
{
    return d->read([&] {
        return runStatement(d->connection, "select 1", PgParameters(), Sentence::tr("the database does not answer"))
            .map([](const PgRows&) {});
    });
}

} // namespace orderdesk
