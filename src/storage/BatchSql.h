#pragma once

// The SQL of BatchStatements. Every array parameter holds one element a row.

namespace orderdesk {

// The condition keeps what is newer: a message from the same partition with a lower offset is a replay, unless its
// timestamp is newer (then the topic was made anew and its offsets began again). A row whose condition fails stays
// untouched but locked. stored_at is the statement's time, not the transaction's: a writer that was held up after BEGIN
// would else store rows behind the back of whoever follows by stored_at.
inline constexpr auto upsertOrdersSql = R"sql(
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
inline constexpr auto explainUntouchedSql = R"sql(
select o.order_uid, o.revision, o.stored_at, o.document = asked.document
from unnest($1::text[], $2::text[]) as asked (order_uid, document) join orders o using (order_uid)
order by o.order_uid)sql";

// Of orders that are unchanged only because the versions in between gave way inside the batch: else a replay, whose
// batches end elsewhere, would take those for newer than the row. Revision and stored_at stay.
inline constexpr auto advancePositionsSql = R"sql(
update orders o set kafka_topic = moved.topic, kafka_partition = moved.partition, kafka_offset = moved."offset",
    kafka_timestamp = moved.kafka_timestamp
from unnest($1::text[], $2::text[], $3::integer[], $4::bigint[], $5::timestamptz[])
    as moved (order_uid, topic, partition, "offset", kafka_timestamp)
where o.order_uid = moved.order_uid
    and not (o.kafka_topic = moved.topic and o.kafka_partition = moved.partition
        and moved."offset" <= o.kafka_offset))sql";

inline constexpr auto upsertDeliveriesSql = R"sql(
insert into deliveries as d (order_uid, name, phone, zip, city, address, region, email)
select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
on conflict (order_uid) do update set
    name = excluded.name, phone = excluded.phone, zip = excluded.zip, city = excluded.city, address = excluded.address,
    region = excluded.region, email = excluded.email
where (d.name, d.phone, d.zip, d.city, d.address, d.region, d.email) is distinct from
    (excluded.name, excluded.phone, excluded.zip, excluded.city, excluded.address, excluded.region,
    excluded.email))sql";

inline constexpr auto upsertPaymentsSql = R"sql(
insert into payments as p (order_uid, transaction, request_id, currency, provider, amount, payment_dt, bank,
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
    excluded.goods_total, excluded.custom_fee))sql";

// Not "using unnest": the planner may answer that with a scan of the whole table.
inline constexpr auto deleteItemsSql = "delete from items where order_uid = any($1::text[])";

inline constexpr auto insertItemsSql = R"sql(
insert into items (order_uid, position, chrt_id, track_number, price, rid, name, sale, size, total_price, nm_id, brand,
    status)
select * from unnest($1::text[], $2::integer[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[],
    $8::bigint[], $9::text[], $10::bigint[], $11::bigint[], $12::text[], $13::bigint[]))sql";

// Sorted: two instances that keep the same dead letters wait for each other instead of deadlocking.
inline constexpr auto insertDeadLettersSql = R"sql(
insert into dead_letters (topic, partition, "offset", kafka_timestamp, key, value, headers, order_uid, violations,
    received_at)
select topic, partition, "offset", kafka_timestamp, key, value, headers::json, order_uid, violations::json, received_at
from unnest($1::text[], $2::integer[], $3::bigint[], $4::timestamptz[], $5::bytea[], $6::bytea[], $7::text[],
    $8::text[], $9::text[], $10::timestamptz[])
    as dead (topic, partition, "offset", kafka_timestamp, key, value, headers, order_uid, violations, received_at)
order by topic, partition, "offset"
on conflict (topic, partition, "offset") do nothing)sql";

} // namespace orderdesk
