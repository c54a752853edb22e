-- Which version of an order is the newest (domain/OrderVersion), and how far the messages have been read.
-- Columns with a constant default: nothing is rewritten, however many orders there are. What is there is of incarnation 0:
-- nobody knows any more which life of its topic it came from.

alter table orders
    add column kafka_incarnation integer not null default 0,
    add column kafka_greatest_timestamp timestamptz,
    add column row_version bigint not null default 1;
alter table orders alter column kafka_incarnation set default 1;
comment on column orders.kafka_incarnation is 'which life of the topic, from 1: offsets begin anew when it is made again; 0: not known';
comment on column orders.kafka_greatest_timestamp is
    'greatest time that ever decided for this order, between logs; null: kafka_timestamp';

comment on column orders.row_version is '+1 with every write of the row: whoever has read it writes only if nobody else did';

alter table order_revisions add column kafka_incarnation integer not null default 0;

-- A topic that was made anew uses its offsets again.
alter table dead_letters
    add column incarnation integer not null default 0,
    drop constraint dead_letters_position,
    add constraint dead_letters_position unique (topic, partition, incarnation, "offset");
alter table dead_letters alter column incarnation set default 1;

-- Written in the transaction of the messages themselves.
create table kafka_positions (
    consumer_group text collate "C" not null,
    topic text collate "C" not null,
    partition integer not null,
    incarnation integer not null,
    next_offset bigint not null,
    batches bigint not null,
    last_offset bigint not null,
    last_timestamp timestamptz not null,
    last_fingerprint bytea not null,
    noted_at timestamptz not null,
    constraint kafka_positions_pkey primary key (topic, partition, consumer_group, incarnation)
) with (fillfactor = 50);
comment on table kafka_positions is 'next offset to be read, for each consumer group and log (topic, partition, incarnation)';
comment on column kafka_positions.batches is 'transactions that moved it; falls only when the database loses some';
comment on column kafka_positions.last_fingerprint is 'SHA-256 over key and value of the message at last_offset';

-- Kafka's committed offsets say for which database they were committed. A copy of it is the same one.
create table database_number (number text not null);
insert into database_number values (md5(random()::text || clock_timestamp()::text || pg_backend_pid()::text));

-- As before, with the incarnation.
create or replace function keep_replaced_revisions() returns trigger language plpgsql set jit = off as $$
declare
    kept constant bigint := coalesce(nullif(current_setting('orderdesk.kept_revisions', true), '')::bigint, 10);
begin
    if not exists (select from replaced) then
        return null;
    end if;
    execute $sql$
        with changed as materialized (
            select o.order_uid, o.revision, o.document, o.stored_at, o.kafka_topic, o.kafka_partition, o.kafka_offset,
                o.kafka_timestamp, o.kafka_incarnation, o.warnings, n.revision as newest
            from replaced o join present n using (order_uid)
            where n.revision > o.revision
        ), added as (
            insert into order_revisions (order_uid, revision, document, stored_at, kafka_topic, kafka_partition,
                kafka_offset, kafka_timestamp, kafka_incarnation, warnings)
            select order_uid, revision, document, stored_at, kafka_topic, kafka_partition, kafka_offset, kafka_timestamp,
                kafka_incarnation, warnings
            from changed where $1 > 0
            on conflict (order_uid, revision) do nothing
        )
        delete from order_revisions where ctid = any(array(
            select old.ctid from changed c cross join lateral (
                select r.ctid from order_revisions r
                where r.order_uid = c.order_uid and r.revision < c.newest - $1 offset 0) old))
    $sql$ using kept;
    return null;
end
$$;
