#include "storage/BatchStatements.h"

#include "database/DatabaseConnection.h"
#include "database/PgColumn.h"
#include "database/PgStatement.h"
#include "letters/DeadLetterText.h"

#include <string>

namespace orderdesk {
namespace {

// One statement for all that is written, in the order of the numbers: whatever two writers do, one waits for the other
// instead of deadlocking. The row must still be as it was read (row_version is one less; none there: 0), or it stays
// untouched but locked, and its order is decided again. Where only the place moves on, revision, stored_at, document
// and warnings stay. stored_at is the statement's time, not the transaction's: a writer that was held up after BEGIN
// would else store rows behind the back of whoever follows by stored_at.
constexpr auto upsertOrdersSql = R"sql(
insert into orders as o (order_uid, track_number, entry, locale, internal_signature, customer_id, delivery_service,
    shardkey, sm_id, date_created, oof_shard, document, revision, stored_at, kafka_topic, kafka_partition, kafka_offset,
    kafka_timestamp, kafka_incarnation, kafka_greatest_timestamp, row_version, warnings)
select order_uid, track_number, entry, locale, internal_signature, customer_id, delivery_service, shardkey, sm_id,
    date_created, oof_shard, document, revision, statement_timestamp(), kafka_topic, kafka_partition, kafka_offset,
    kafka_timestamp, kafka_incarnation, kafka_greatest_timestamp, row_version, warnings::json
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::bigint[], $10::timestamptz[], $11::text[], $12::text[], $13::text[], $14::integer[], $15::bigint[],
    $16::timestamptz[], $17::integer[], $18::text[], $19::timestamptz[], $20::bigint[],
    $21::bigint[])
    as incoming (order_uid, track_number, entry, locale, internal_signature, customer_id, delivery_service, shardkey,
    sm_id, date_created, oof_shard, document, kafka_topic, kafka_partition, kafka_offset, kafka_timestamp,
    kafka_incarnation, warnings, kafka_greatest_timestamp, revision, row_version)
on conflict (order_uid) do update set
    track_number = excluded.track_number, entry = excluded.entry, locale = excluded.locale,
    internal_signature = excluded.internal_signature, customer_id = excluded.customer_id,
    delivery_service = excluded.delivery_service, shardkey = excluded.shardkey, sm_id = excluded.sm_id,
    date_created = excluded.date_created, oof_shard = excluded.oof_shard,
    document = case when o.revision = excluded.revision then o.document else excluded.document end,
    revision = excluded.revision,
    stored_at = case when o.revision = excluded.revision then o.stored_at else excluded.stored_at end,
    kafka_topic = excluded.kafka_topic,
    kafka_partition = excluded.kafka_partition, kafka_offset = excluded.kafka_offset,
    kafka_timestamp = excluded.kafka_timestamp, kafka_incarnation = excluded.kafka_incarnation,
    kafka_greatest_timestamp = excluded.kafka_greatest_timestamp, row_version = excluded.row_version,
    warnings = case when o.revision = excluded.revision then o.warnings else excluded.warnings end
where o.row_version = excluded.row_version - 1
returning order_uid, stored_at, xmax = 0)sql";

// Without a lock: what is not newer writes nothing at all.
constexpr auto readRowsSql = R"sql(
select order_uid, kafka_topic, kafka_partition, kafka_offset, kafka_timestamp, kafka_incarnation,
    coalesce(kafka_greatest_timestamp, kafka_timestamp), revision, row_version, stored_at,
    sha256(convert_to(document, 'UTF8'))
from orders where order_uid = any($1::text[]) order by order_uid)sql";

// Whether a row was inserted and not updated, its xmax says. Those of new orders must be, whatever a trigger thinks.
constexpr auto upsertDeliveriesSql = R"sql(
with done as (insert into deliveries as d (order_uid, name, phone, zip, city, address, region, email)
select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
on conflict (order_uid) do update set
    name = excluded.name, phone = excluded.phone, zip = excluded.zip, city = excluded.city, address = excluded.address,
    region = excluded.region, email = excluded.email
where (d.name, d.phone, d.zip, d.city, d.address, d.region, d.email) is distinct from
    (excluded.name, excluded.phone, excluded.zip, excluded.city, excluded.address, excluded.region,
    excluded.email)
returning (xmax = 0) as inserted)
select count(*) from done where inserted)sql";

constexpr auto upsertPaymentsSql = R"sql(
with done as (insert into payments as p (order_uid, transaction, request_id, currency, provider, amount, payment_dt, bank,
    delivery_cost, goods_total, custom_fee)
select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[],
    $9::bigint[], $10::bigint[], $11::bigint[])
on conflict (order_uid) do update set
    transaction = excluded.transaction, request_id = excluded.request_id, currency = excluded.currency,
    provider = excluded.provider, amount = excluded.amount, payment_dt = excluded.payment_dt, bank = excluded.bank,
    delivery_cost = excluded.delivery_cost, goods_total = excluded.goods_total, custom_fee = excluded.custom_fee
where (p.transaction, p.request_id, p.currency, p.provider, p.amount, p.payment_dt, p.bank, p.delivery_cost,
    p.goods_total, p.custom_fee) is distinct from (excluded.transaction, excluded.request_id, excluded.currency,
    excluded.provider, excluded.amount, excluded.payment_dt, excluded.bank, excluded.delivery_cost,
    excluded.goods_total, excluded.custom_fee)
returning (xmax = 0) as inserted)
select count(*) from done where inserted)sql";

// Not "using unnest": the planner may answer that with a scan of the whole table.
constexpr auto deleteItemsSql = "delete from items where order_uid = any($1::text[])";

constexpr auto insertItemsSql = R"sql(
insert into items (order_uid, position, chrt_id, track_number, price, rid, name, sale, size, total_price, nm_id, brand,
    status)
select * from unnest($1::text[], $2::integer[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[],
    $8::bigint[], $9::text[], $10::bigint[], $11::bigint[], $12::text[], $13::bigint[]))sql";

// Sorted: two instances that keep the same dead letters wait for each other instead of deadlocking.
constexpr auto insertDeadLettersSql = R"sql(
insert into dead_letters (topic, partition, "offset", incarnation, kafka_timestamp, key, value, headers, order_uid,
    violations, received_at)
select topic, partition, "offset", incarnation, kafka_timestamp, key, value, headers::json, order_uid, violations::json,
    received_at
from unnest($1::text[], $2::integer[], $3::bigint[], $4::integer[], $5::timestamptz[], $6::bytea[], $7::bytea[],
    $8::text[], $9::text[], $10::text[], $11::timestamptz[])
    as dead (topic, partition, "offset", incarnation, kafka_timestamp, key, value, headers, order_uid, violations,
    received_at)
order by topic, partition, incarnation, "offset"
on conflict (topic, partition, incarnation, "offset") do nothing)sql";

constexpr auto findDeadLettersSql = R"sql(
select count(*)
from unnest($1::text[], $2::integer[], $3::bigint[], $4::integer[]) as kept (topic, partition, "offset", incarnation)
    join dead_letters using (topic, partition, "offset", incarnation))sql";

using Type = PgArray::ElementType;

Sentence keepDeadLetters()
{
    return Sentence::tr("cannot keep dead letters");
}

PgParameters orderColumns(const std::vector<OrderChange>& changes)
{
    using In = OrderChange;
    const auto text = [&](std::string Order::*member) {
        return pgColumn(Type::Text, changes,
                        [=](const In& in) -> const std::string& { return in.incoming->order.*member; });
    };
    PgParameters parameters;
    parameters.add(text(&Order::orderUid))
        .add(text(&Order::trackNumber))
        .add(text(&Order::entry))
        .add(text(&Order::locale))
        .add(text(&Order::internalSignature))
        .add(text(&Order::customerId))
        .add(text(&Order::deliveryService))
        .add(text(&Order::shardkey))
        .add(pgColumn(Type::Int8, changes, [](const In& in) { return in.incoming->order.smId; }))
        .add(pgColumn(Type::TimestampTz, changes, [](const In& in) { return in.incoming->order.dateCreated; }))
        .add(text(&Order::oofShard))
        .add(pgColumn(Type::Text, changes, [](const In& in) { return in.incoming->document; }));
    parameters.add(pgColumn(Type::Text, changes, [](const In& in) { return in.place.newest.topic.toUtf8(); }))
        .add(pgColumn(Type::Int4, changes, [](const In& in) { return in.place.newest.partition; }))
        .add(pgColumn(Type::Int8, changes, [](const In& in) { return in.place.newest.offset; }))
        .add(pgColumn(Type::TimestampTz, changes, [](const In& in) { return in.place.newest.timestamp; }))
        .add(pgColumn(Type::Int4, changes, [](const In& in) { return in.place.newest.incarnation; }))
        .add(pgColumn(Type::Text, changes, [](const In& in) { return encodeViolations(in.incoming->warnings); }))
        .add(pgColumn(Type::TimestampTz, changes, [](const In& in) { return in.place.greatestTime; }))
        .add(pgColumn(Type::Int8, changes, [](const In& in) { return in.revision; }))
        .add(pgColumn(Type::Int8, changes, [](const In& in) { return in.rowVersion; }));
    return parameters;
}

PgArray orderUids(const std::vector<const Order*>& orders)
{
    return pgColumn(Type::Text, orders, [](const Order* order) -> const std::string& { return order->orderUid; });
}

PgParameters deadLetterPlaces(std::span<const DeadLetter> deadLetters)
{
    PgParameters parameters;
    parameters
        .add(pgColumn(Type::Text, deadLetters,
                      [](const DeadLetter& dead) { return dead.message.position.topic.toUtf8(); }))
        .add(pgColumn(Type::Int4, deadLetters, [](const DeadLetter& dead) { return dead.message.position.partition; }))
        .add(pgColumn(Type::Int8, deadLetters, [](const DeadLetter& dead) { return dead.message.position.offset; }))
        .add(pgColumn(Type::Int4, deadLetters,
                      [](const DeadLetter& dead) { return dead.message.position.incarnation; }));
    return parameters;
}

struct ItemRow
{
    const Order* order;
    std::int32_t position;

    const Item& item() const { return order->items[static_cast<std::size_t>(position)]; }
};

} // namespace

Result<void> rowsDropped(const Sentence& action)
{
    return tl::unexpected(Error{
        ErrorCode::AccessRefused, action.because(Sentence::tr("the database does not keep all rows that it was given")),
        Sentence::tr("look for a trigger or a policy on Orderdesk's tables that drops or hides rows")});
}

BatchStatements::BatchStatements(DatabaseConnection& connection)
    : m_connection(connection)
{
}

Result<void> BatchStatements::run(const char* sql, const PgParameters& parameters, const Sentence& action)
{
    return runStatement(m_connection, sql, parameters, action).map([](const PgRows&) {});
}

// The statement says how many rows it inserted.
Result<void> BatchStatements::insertAtLeast(std::size_t rows, const char* sql, const PgParameters& parameters,
                                            const Sentence& action)
{
    const Result<PgRows> done = runStatement(m_connection, sql, parameters, action);
    if (!done) {
        return tl::unexpected(done.error());
    }
    return done->int8(0, 0) < static_cast<std::int64_t>(rows) ? rowsDropped(action) : Result<void>();
}

Result<std::vector<OrderRow>> BatchStatements::readRows(const std::vector<std::string_view>& orderUids)
{
    PgParameters parameters;
    parameters.add(pgColumn(Type::Text, orderUids, [](std::string_view orderUid) { return orderUid; }));
    const auto read = runStatement(m_connection, readRowsSql, parameters, Sentence::tr("cannot compare orders"));
    return read.map([](const PgRows& found) {
        std::vector<OrderRow> rows;
        rows.reserve(static_cast<std::size_t>(found.count()));
        for (int row = 0; row < found.count(); ++row) {
            rows.push_back({found.text(row, 0),
                            {positionOf(found, row, 1), found.timestamp(row, 6)},
                            found.int8(row, 7),
                            found.int8(row, 8),
                            found.timestamp(row, 9),
                            found.byteArray(row, 10)});
        }
        return rows;
    });
}

Result<std::vector<StoredChange>> BatchStatements::upsertOrders(const std::vector<OrderChange>& changes)
{
    if (changes.empty()) {
        return {};
    }
    const auto done =
        runStatement(m_connection, upsertOrdersSql, orderColumns(changes), Sentence::tr("cannot store orders"));
    return done.map([](const PgRows& rows) {
        std::vector<StoredChange> stored;
        stored.reserve(static_cast<std::size_t>(rows.count()));
        for (int row = 0; row < rows.count(); ++row) {
            stored.push_back({rows.text(row, 0), rows.timestamp(row, 1), rows.boolean(row, 2)});
        }
        return stored;
    });
}

Result<void> BatchStatements::writeParts(std::span<const IncomingOrder> orders, std::span<const WrittenOrder> written)
{
    Picked stored;
    std::size_t fresh = 0; // their parts cannot be there already
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (written[i].outcome == WriteOutcome::Stored) {
            stored.push_back(&orders[i].order);
            fresh += written[i].revision == 1 ? 1 : 0;
        }
    }
    if (stored.empty()) {
        return {};
    }
    return upsertDeliveries(stored, fresh)
        .and_then([&] { return upsertPayments(stored, fresh); })
        .and_then([&] { return deleteItems(orders, written); })
        .and_then([&] { return insertItems(stored); });
}

Result<void> BatchStatements::upsertDeliveries(const Picked& orders, std::size_t fresh)
{
    const auto text = [&](std::string Delivery::*member) {
        return pgColumn(Type::Text, orders,
                        [=](const Order* order) -> const std::string& { return order->delivery.*member; });
    };
    PgParameters parameters;
    parameters.add(orderUids(orders))
        .add(text(&Delivery::name))
        .add(text(&Delivery::phone))
        .add(text(&Delivery::zip))
        .add(text(&Delivery::city))
        .add(text(&Delivery::address))
        .add(text(&Delivery::region))
        .add(text(&Delivery::email));
    return insertAtLeast(fresh, upsertDeliveriesSql, parameters, Sentence::tr("cannot store deliveries"));
}

Result<void> BatchStatements::upsertPayments(const Picked& orders, std::size_t fresh)
{
    const auto text = [&](std::string Payment::*member) {
        return pgColumn(Type::Text, orders,
                        [=](const Order* order) -> const std::string& { return order->payment.*member; });
    };
    const auto number = [&](std::int64_t Payment::*member) {
        return pgColumn(Type::Int8, orders, [=](const Order* order) { return order->payment.*member; });
    };
    PgParameters parameters;
    parameters.add(orderUids(orders))
        .add(text(&Payment::transaction))
        .add(text(&Payment::requestId))
        .add(text(&Payment::currency))
        .add(text(&Payment::provider))
        .add(number(&Payment::amount))
        .add(number(&Payment::paymentDt))
        .add(text(&Payment::bank))
        .add(number(&Payment::deliveryCost))
        .add(number(&Payment::goodsTotal))
        .add(number(&Payment::customFee));
    return insertAtLeast(fresh, upsertPaymentsSql, parameters, Sentence::tr("cannot store payments"));
}

Result<void> BatchStatements::deleteItems(std::span<const IncomingOrder> orders, std::span<const WrittenOrder> written)
{
    PgArray changed(Type::Text);
    bool any = false;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (written[i].outcome == WriteOutcome::Stored && written[i].revision > 1) {
            changed.appendBytes(orders[i].order.orderUid);
            any = true;
        }
    }
    if (!any) {
        return {};
    }
    return run(deleteItemsSql, PgParameters().add(changed), Sentence::tr("cannot replace items"));
}

Result<void> BatchStatements::insertItems(const Picked& orders)
{
    std::vector<ItemRow> rows;
    for (const Order* order : orders) {
        for (std::size_t position = 0; position < order->items.size(); ++position) {
            rows.push_back({order, static_cast<std::int32_t>(position)});
        }
    }
    if (rows.empty()) {
        return {};
    }
    const auto text = [&](std::string Item::*member) {
        return pgColumn(Type::Text, rows, [=](const ItemRow& row) -> const std::string& { return row.item().*member; });
    };
    const auto number = [&](std::int64_t Item::*member) {
        return pgColumn(Type::Int8, rows, [=](const ItemRow& row) { return row.item().*member; });
    };
    PgParameters parameters;
    parameters
        .add(pgColumn(Type::Text, rows, [](const ItemRow& row) -> const std::string& { return row.order->orderUid; }))
        .add(pgColumn(Type::Int4, rows, [](const ItemRow& row) { return row.position; }))
        .add(number(&Item::chrtId))
        .add(text(&Item::trackNumber))
        .add(number(&Item::price))
        .add(text(&Item::rid))
        .add(text(&Item::name))
        .add(number(&Item::sale))
        .add(text(&Item::size))
        .add(number(&Item::totalPrice))
        .add(number(&Item::nmId))
        .add(text(&Item::brand))
        .add(number(&Item::status));
    const Sentence action = Sentence::tr("cannot store items");
    const Result<PgRows> inserted = runStatement(m_connection, insertItemsSql, parameters, action);
    if (!inserted) {
        // Ours differ in their position, so one of those that were to be deleted is still there.
        return inserted.error().sqlState == "23505" ? rowsDropped(action) : tl::unexpected(inserted.error());
    }
    return inserted->written() < static_cast<std::int64_t>(rows.size()) ? rowsDropped(action) : Result<void>();
}

Result<void> BatchStatements::insertDeadLetters(std::span<const DeadLetter> deadLetters)
{
    using Dead = DeadLetter;
    PgParameters parameters = deadLetterPlaces(deadLetters);
    parameters
        .add(pgColumn(Type::TimestampTz, deadLetters, [](const Dead& dead) { return dead.message.position.timestamp; }))
        .add(pgColumn(Type::Bytea, deadLetters, [](const Dead& dead) { return dead.message.key; }))
        .add(pgColumn(Type::Bytea, deadLetters, [](const Dead& dead) { return dead.message.value; }))
        .add(pgColumn(Type::Text, deadLetters, [](const Dead& dead) { return encodeHeaders(dead.message.headers); }))
        .add(pgColumn(Type::Text, deadLetters, [](const Dead& dead) { return storableOrderUid(dead.orderUid); }))
        .add(pgColumn(Type::Text, deadLetters,
                      [](const Dead& dead) { return storableText(encodeViolations(dead.violations)); }))
        .add(pgColumn(Type::TimestampTz, deadLetters, [](const Dead& dead) { return dead.receivedAt; }));
    const Result<PgRows> inserted = runStatement(m_connection, insertDeadLettersSql, parameters, keepDeadLetters());
    if (!inserted) {
        return tl::unexpected(inserted.error());
    }
    return inserted->written() < static_cast<std::int64_t>(deadLetters.size()) ? findDeadLetters(deadLetters)
                                                                               : Result<void>();
}

// Those that were not inserted are there already.
Result<void> BatchStatements::findDeadLetters(std::span<const DeadLetter> deadLetters)
{
    const Result<PgRows> found =
        runStatement(m_connection, findDeadLettersSql, deadLetterPlaces(deadLetters), keepDeadLetters());
    if (!found) {
        return tl::unexpected(found.error());
    }
    return found->int8(0, 0) < static_cast<std::int64_t>(deadLetters.size()) ? rowsDropped(keepDeadLetters())
                                                                             : Result<void>();
}

} // namespace orderdesk
