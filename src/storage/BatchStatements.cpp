#include "storage/BatchStatements.h"

#include "database/DatabaseConnection.h"
#include "letters/DeadLetterText.h"

#include <algorithm>
#include <type_traits>

namespace orderdesk {
namespace {

// The condition keeps what is newer: a message from the same partition with a lower offset is a replay, unless its
// timestamp is newer (then the topic was made anew and its offsets began again). A row whose condition fails stays
// untouched but locked. stored_at is the statement's time, not the transaction's: a writer that was held up after BEGIN
// would else store rows behind the back of whoever follows by stored_at.
constexpr auto upsertOrdersSql = R"sql(
insert into orders as o (order_uid, track_number, entry, locale, internal_signature, customer_id, delivery_service,
    shardkey, sm_id, date_created, oof_shard, document, revision, stored_at, kafka_topic, kafka_partition, kafka_offset,
    kafka_timestamp, warnings)
select order_uid, track_number, entry, locale, internal_signature, customer_id, delivery_service, shardkey, sm_id,
    date_created, oof_shard, document, 1, statement_timestamp(), kafka_topic, kafka_partition, kafka_offset, kafka_timestamp,
    warnings::json
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::bigint[], $10::timestamptz[], $11::text[], $12::text[], $13::text[], $14::integer[], $15::bigint[],
    $16::timestamptz[], $17::text[])
    as incoming (order_uid, track_number, entry, locale, internal_signature, customer_id, delivery_service, shardkey,
    sm_id, date_created, oof_shard, document, kafka_topic, kafka_partition, kafka_offset, kafka_timestamp, warnings)
on conflict (order_uid) do update set
    track_number = excluded.track_number, entry = excluded.entry, locale = excluded.locale,
    internal_signature = excluded.internal_signature, customer_id = excluded.customer_id,
    delivery_service = excluded.delivery_service, shardkey = excluded.shardkey, sm_id = excluded.sm_id,
    date_created = excluded.date_created, oof_shard = excluded.oof_shard, document = excluded.document,
    revision = o.revision + 1, stored_at = excluded.stored_at, kafka_topic = excluded.kafka_topic,
    kafka_partition = excluded.kafka_partition, kafka_offset = excluded.kafka_offset,
    kafka_timestamp = excluded.kafka_timestamp, warnings = excluded.warnings
where o.document is distinct from excluded.document
    and not (o.kafka_topic = excluded.kafka_topic and o.kafka_partition = excluded.kafka_partition
        and excluded.kafka_offset < o.kafka_offset and excluded.kafka_timestamp <= o.kafka_timestamp)
returning order_uid, revision, stored_at)sql";

// A statement of its own, with a snapshot of its own: it sees rows that others committed while ours waited for them.
constexpr auto explainUntouchedSql = R"sql(
select o.order_uid, o.revision, o.stored_at, o.document = asked.document, o.kafka_topic, o.kafka_partition,
    o.kafka_offset, o.kafka_timestamp
from unnest($1::text[], $2::text[]) as asked (order_uid, document) join orders o using (order_uid)
order by o.order_uid)sql";

// Of orders that are unchanged only because the versions in between gave way inside the batch: else a replay, whose
// batches end elsewhere, would take those for newer than the row. Revision and stored_at stay.
constexpr auto advancePositionsSql = R"sql(
update orders o set kafka_topic = moved.topic, kafka_partition = moved.partition, kafka_offset = moved."offset",
    kafka_timestamp = moved.kafka_timestamp
from unnest($1::text[], $2::text[], $3::integer[], $4::bigint[], $5::timestamptz[])
    as moved (order_uid, topic, partition, "offset", kafka_timestamp)
where o.order_uid = moved.order_uid
    and not (o.kafka_topic = moved.topic and o.kafka_partition = moved.partition
        and moved."offset" <= o.kafka_offset))sql";

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
insert into dead_letters (topic, partition, "offset", kafka_timestamp, key, value, headers, order_uid, violations,
    received_at)
select topic, partition, "offset", kafka_timestamp, key, value, headers::json, order_uid, violations::json, received_at
from unnest($1::text[], $2::integer[], $3::bigint[], $4::timestamptz[], $5::bytea[], $6::bytea[], $7::text[],
    $8::text[], $9::text[], $10::timestamptz[])
    as dead (topic, partition, "offset", kafka_timestamp, key, value, headers, order_uid, violations, received_at)
order by topic, partition, "offset"
on conflict (topic, partition, "offset") do nothing)sql";

constexpr auto findDeadLettersSql = R"sql(
select count(*) from unnest($1::text[], $2::integer[], $3::bigint[]) as kept (topic, partition, "offset")
    join dead_letters using (topic, partition, "offset"))sql";

using Type = PgArray::ElementType;

Sentence keepDeadLetters()
{
    return Sentence::tr("cannot keep dead letters");
}

std::string_view view(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// One column of `rows`: `value` gives a row's element, whose type must fit `type`.
template <typename Rows, typename Value>
PgArray column(Type type, const Rows& rows, Value value)
{
    PgArray array(type);
    for (const auto& row : rows) {
        using Element = std::decay_t<decltype(value(row))>;
        if constexpr (std::is_same_v<Element, std::int64_t>) {
            array.appendInt8(value(row));
        } else if constexpr (std::is_same_v<Element, std::int32_t>) {
            array.appendInt4(value(row));
        } else if constexpr (std::is_same_v<Element, Timestamp>) {
            array.appendTimestamp(value(row));
        } else if constexpr (std::is_same_v<Element, QByteArray>) {
            array.appendBytes(view(value(row)));
        } else if constexpr (std::is_same_v<Element, std::optional<QByteArray>>) {
            const std::optional<QByteArray>& bytes = value(row);
            bytes ? array.appendBytes(view(*bytes)) : array.appendNull();
        } else {
            array.appendBytes(value(row));
        }
    }
    return array;
}

PgParameters orderColumns(std::span<const IncomingOrder> orders)
{
    const auto text = [&](std::string Order::*member) {
        return column(Type::Text, orders,
                      [=](const IncomingOrder& in) -> const std::string& { return in.order.*member; });
    };
    using In = IncomingOrder;
    PgParameters parameters;
    parameters.add(text(&Order::orderUid))
        .add(text(&Order::trackNumber))
        .add(text(&Order::entry))
        .add(text(&Order::locale))
        .add(text(&Order::internalSignature))
        .add(text(&Order::customerId))
        .add(text(&Order::deliveryService))
        .add(text(&Order::shardkey))
        .add(column(Type::Int8, orders, [](const In& in) { return in.order.smId; }))
        .add(column(Type::TimestampTz, orders, [](const In& in) { return in.order.dateCreated; }))
        .add(text(&Order::oofShard))
        .add(column(Type::Text, orders, [](const In& in) { return in.document; }))
        .add(column(Type::Text, orders, [](const In& in) { return in.position.topic.toUtf8(); }))
        .add(column(Type::Int4, orders, [](const In& in) { return in.position.partition; }))
        .add(column(Type::Int8, orders, [](const In& in) { return in.position.offset; }))
        .add(column(Type::TimestampTz, orders, [](const In& in) { return in.position.timestamp; }))
        .add(column(Type::Text, orders, [](const In& in) { return encodeViolations(in.warnings); }));
    return parameters;
}

PgArray orderUids(const std::vector<const Order*>& orders)
{
    return column(Type::Text, orders, [](const Order* order) -> const std::string& { return order->orderUid; });
}

/// The upsert's own condition, for a row that it left alone.
bool isNewer(const MessagePosition& row, const MessagePosition& message)
{
    return row.topic == message.topic && row.partition == message.partition && message.offset < row.offset &&
           message.timestamp <= row.timestamp;
}

/// A trigger may end a row's way without a word, and a policy hide it from us: what is missing then is lost unless we
/// look.
Result<void> rowsDropped(const Sentence& action)
{
    return tl::unexpected(Error{
        ErrorCode::AccessRefused, action.because(Sentence::tr("the database does not keep all rows that it was given")),
        Sentence::tr("look for a trigger or a policy on Orderdesk's tables that drops or hides rows")});
}

PgParameters deadLetterPlaces(std::span<const DeadLetter> deadLetters)
{
    PgParameters parameters;
    parameters
        .add(column(Type::Text, deadLetters,
                    [](const DeadLetter& dead) { return dead.message.position.topic.toUtf8(); }))
        .add(column(Type::Int4, deadLetters, [](const DeadLetter& dead) { return dead.message.position.partition; }))
        .add(column(Type::Int8, deadLetters, [](const DeadLetter& dead) { return dead.message.position.offset; }));
    return parameters;
}

struct ItemRow
{
    const Order* order;
    std::int32_t position;

    const Item& item() const { return order->items[static_cast<std::size_t>(position)]; }
};

/// Puts the outcome of each returned row at its order's place; both are sorted by order_uid, or nearly.
template <typename Assign>
void matchRows(const PgRows& rows, std::span<const IncomingOrder> orders, Assign assign)
{
    for (int row = 0; row < rows.count(); ++row) {
        const std::string_view orderUid = rows.bytes(row, 0);
        const auto found =
            std::lower_bound(orders.begin(), orders.end(), orderUid, [](const IncomingOrder& in, std::string_view uid) {
                return in.order.orderUid.compare(uid) < 0;
            });
        if (found != orders.end() && found->order.orderUid == orderUid) {
            assign(row, static_cast<std::size_t>(found - orders.begin()));
        }
    }
}

} // namespace

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

Result<std::vector<WrittenOrder>> BatchStatements::upsertOrders(std::span<const IncomingOrder> orders)
{
    const auto rows =
        runStatement(m_connection, upsertOrdersSql, orderColumns(orders), Sentence::tr("cannot store orders"));
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    std::vector<WrittenOrder> written(orders.size());
    matchRows(*rows, orders, [&](int row, std::size_t index) {
        written[index] = {WriteOutcome::Stored, rows->int8(row, 1), rows->timestamp(row, 2)};
    });
    if (rows->count() == static_cast<int>(orders.size())) {
        return written;
    }
    return explainUntouched(orders, written).and_then([&] { return advancePositions(orders, written); }).map([&] {
        return std::move(written);
    });
}

Result<void> BatchStatements::explainUntouched(std::span<const IncomingOrder> orders,
                                               std::vector<WrittenOrder>& written)
{
    PgArray uids(Type::Text);
    PgArray documents(Type::Text);
    std::size_t asked = 0;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (written[i].revision == 0) {
            uids.appendBytes(orders[i].order.orderUid);
            documents.appendBytes(view(orders[i].document));
            ++asked;
        }
    }
    PgParameters parameters;
    parameters.add(uids).add(documents);
    const auto rows =
        runStatement(m_connection, explainUntouchedSql, parameters, Sentence::tr("cannot compare orders"));
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    if (rows->count() != static_cast<int>(asked)) {
        return tl::unexpected(rowsDropped(Sentence::tr("cannot store orders")).error());
    }
    bool isDropped = false;
    matchRows(*rows, orders, [&](int row, std::size_t index) {
        const bool isEqual = rows->boolean(row, 3);
        isDropped = isDropped || !(isEqual || isNewer(positionOf(*rows, row, 4), orders[index].position));
        written[index] = {isEqual ? WriteOutcome::Unchanged : WriteOutcome::Superseded, rows->int8(row, 1),
                          rows->timestamp(row, 2)};
    });
    return isDropped ? rowsDropped(Sentence::tr("cannot store orders")) : Result<void>();
}

Result<void> BatchStatements::advancePositions(std::span<const IncomingOrder> orders,
                                               std::span<const WrittenOrder> written)
{
    std::vector<const IncomingOrder*> moved;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (written[i].outcome == WriteOutcome::Unchanged && orders[i].replacesEarlier) {
            moved.push_back(&orders[i]);
        }
    }
    if (moved.empty()) {
        return {};
    }
    using In = const IncomingOrder*;
    PgParameters parameters;
    parameters.add(column(Type::Text, moved, [](In in) -> const std::string& { return in->order.orderUid; }))
        .add(column(Type::Text, moved, [](In in) { return in->position.topic.toUtf8(); }))
        .add(column(Type::Int4, moved, [](In in) { return in->position.partition; }))
        .add(column(Type::Int8, moved, [](In in) { return in->position.offset; }))
        .add(column(Type::TimestampTz, moved, [](In in) { return in->position.timestamp; }));
    return run(advancePositionsSql, parameters, Sentence::tr("cannot note positions"));
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
        return column(Type::Text, orders,
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
        return column(Type::Text, orders,
                      [=](const Order* order) -> const std::string& { return order->payment.*member; });
    };
    const auto number = [&](std::int64_t Payment::*member) {
        return column(Type::Int8, orders, [=](const Order* order) { return order->payment.*member; });
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
        return column(Type::Text, rows, [=](const ItemRow& row) -> const std::string& { return row.item().*member; });
    };
    const auto number = [&](std::int64_t Item::*member) {
        return column(Type::Int8, rows, [=](const ItemRow& row) { return row.item().*member; });
    };
    PgParameters parameters;
    parameters
        .add(column(Type::Text, rows, [](const ItemRow& row) -> const std::string& { return row.order->orderUid; }))
        .add(column(Type::Int4, rows, [](const ItemRow& row) { return row.position; }))
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
        .add(column(Type::TimestampTz, deadLetters, [](const Dead& dead) { return dead.message.position.timestamp; }))
        .add(column(Type::Bytea, deadLetters, [](const Dead& dead) { return dead.message.key; }))
        .add(column(Type::Bytea, deadLetters, [](const Dead& dead) { return dead.message.value; }))
        .add(column(Type::Text, deadLetters, [](const Dead& dead) { return encodeHeaders(dead.message.headers); }))
        .add(column(Type::Text, deadLetters, [](const Dead& dead) { return storableOrderUid(dead.orderUid); }))
        .add(column(Type::Text, deadLetters,
                    [](const Dead& dead) { return storableText(encodeViolations(dead.violations)); }))
        .add(column(Type::TimestampTz, deadLetters, [](const Dead& dead) { return dead.receivedAt; }));
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
