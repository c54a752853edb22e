-- The four tables of an order and the dead letters. No CHECK constraints and no NULLs in an order: a refused row would
-- put personal data into the server's log (DETAIL: Failing row contains …).
-- Text that is searched for is bounded in its index: a btree entry may not exceed a third of a page, a string of 1,024
-- characters may take 4,096 bytes.

create table orders (
    order_uid text collate "C" not null,
    track_number text not null,
    entry text not null,
    locale text not null,
    internal_signature text not null,
    customer_id text not null,
    delivery_service text not null,
    shardkey text not null,
    sm_id bigint not null,
    date_created timestamptz not null,
    oof_shard text not null,
    document text not null,
    revision bigint not null,
    stored_at timestamptz not null,
    kafka_topic text not null,
    kafka_partition integer not null,
    kafka_offset bigint not null,
    kafka_timestamp timestamptz not null,
    warnings json not null,
    constraint orders_pkey primary key (order_uid)
);
comment on column orders.document is 'the order as JSON, rendered from the columns of the four tables; orderdesk verify compares';
comment on column orders.revision is '1 for a new order, +1 for every message that changed it';

create index orders_newest on orders (stored_at, order_uid);
create index orders_track_number on orders (left(track_number, 128) collate "C");
create index orders_customer on orders (left(customer_id, 128) collate "C", stored_at);

create table deliveries (
    order_uid text collate "C" not null,
    name text not null,
    phone text not null,
    zip text not null,
    city text not null,
    address text not null,
    region text not null,
    email text not null,
    constraint deliveries_pkey primary key (order_uid),
    constraint deliveries_order foreign key (order_uid) references orders on delete cascade
) with (fillfactor = 90);

create index deliveries_phone on deliveries (left(translate(phone, '+-()[]. ', ''), 32) collate "C");
create index deliveries_email on deliveries (left(lower(email), 128) collate "C");
create index deliveries_name on deliveries (left(lower(name), 128) collate "C");

create table payments (
    order_uid text collate "C" not null,
    transaction text not null,
    request_id text not null,
    currency text not null,
    provider text not null,
    amount bigint not null,
    payment_dt bigint not null,
    bank text not null,
    delivery_cost bigint not null,
    goods_total bigint not null,
    custom_fee bigint not null,
    constraint payments_pkey primary key (order_uid),
    constraint payments_order foreign key (order_uid) references orders on delete cascade
) with (fillfactor = 90);

-- A transaction that equals the order's number is found by that number.
create index payments_transaction on payments (left(transaction, 128) collate "C") where transaction <> order_uid;

create table items (
    order_uid text collate "C" not null,
    position integer not null,
    chrt_id bigint not null,
    track_number text not null,
    price bigint not null,
    rid text not null,
    name text not null,
    sale bigint not null,
    size text not null,
    total_price bigint not null,
    nm_id bigint not null,
    brand text not null,
    status bigint not null,
    constraint items_pkey primary key (order_uid, position),
    constraint items_order foreign key (order_uid) references orders on delete cascade
);
comment on column items.position is 'place in the order''s list of items, from 0';

create index items_nm_id on items (nm_id);

create table dead_letters (
    id bigint generated always as identity,
    topic text not null,
    partition integer not null,
    "offset" bigint not null,
    kafka_timestamp timestamptz not null,
    key bytea,
    value bytea,
    headers json not null,
    order_uid text collate "C" not null,
    violations json not null,
    received_at timestamptz not null,
    redrive_count integer not null default 0,
    redriven_at timestamptz,
    constraint dead_letters_pkey primary key (id),
    constraint dead_letters_position unique (topic, partition, "offset")
);
comment on column dead_letters.headers is 'array of [name, value]; a value or name that is not text: {"base64": …}';
comment on column dead_letters.order_uid is 'as far as it could be read, cut to 128 characters; else empty';

create index dead_letters_order_uid on dead_letters (order_uid, id) where order_uid <> '';
