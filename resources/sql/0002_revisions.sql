-- What an order was before it was changed, and what people did to dead letters.

create table order_revisions (
    order_uid text collate "C" not null,
    revision bigint not null,
    document text not null,
    stored_at timestamptz not null,
    kafka_topic text not null,
    kafka_partition integer not null,
    kafka_offset bigint not null,
    kafka_timestamp timestamptz not null,
    warnings json not null,
    constraint order_revisions_pkey primary key (order_uid, revision)
);
comment on table order_revisions is 'replaced revisions of an order; the current one is the row in orders';

-- A trigger, because only the database sees a row's old values in the moment they are replaced, whoever replaces them.
-- One for the whole statement: a batch costs one more statement, and one without updates next to nothing. A session says
-- how many it keeps by orderdesk.kept_revisions. JIT would take longer than the statement it compiles.
create function keep_replaced_revisions() returns trigger language plpgsql set jit = off as $$
declare
    kept constant bigint := coalesce(nullif(current_setting('orderdesk.kept_revisions', true), '')::bigint, 10);
begin
    -- An upsert that only inserted comes here too.
    if not exists (select from replaced) then
        return null;
    end if;
    -- Planned anew each time: the plan of a session's first batch, perhaps of one row, would stay and compare each row of
    -- a large batch with each other. Rows by ctid and "offset 0" for the same reason: never a scan of the whole table.
    -- Only who holds the order's row touches its revisions, so a ctid stays what it was.
    execute $sql$
        with changed as materialized (
            select o.order_uid, o.revision, o.document, o.stored_at, o.kafka_topic, o.kafka_partition, o.kafka_offset,
                o.kafka_timestamp, o.warnings, n.revision as newest
            from replaced o join present n using (order_uid)
            where n.revision > o.revision
        ), added as (
            insert into order_revisions (order_uid, revision, document, stored_at, kafka_topic, kafka_partition,
                kafka_offset, kafka_timestamp, warnings)
            select order_uid, revision, document, stored_at, kafka_topic, kafka_partition, kafka_offset, kafka_timestamp,
                warnings
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

create trigger orders_keep_replaced after update on orders
    referencing old table as replaced new table as present
    for each statement execute function keep_replaced_revisions();

-- Instead of a foreign key, which would look up the order again for each revision that is kept: a third of an update.
create function forget_revisions() returns trigger language plpgsql as $$
begin
    execute 'delete from order_revisions where order_uid = any(array(select order_uid from gone))';
    return null;
end
$$;

create trigger orders_forget_revisions after delete on orders
    referencing old table as gone
    for each statement execute function forget_revisions();

create table dead_letter_changes (
    id bigint generated always as identity,
    changed_at timestamptz not null default now(),
    changed_by text not null,
    action text not null,
    dead_letter_id bigint not null,
    topic text not null,
    partition integer not null,
    "offset" bigint not null,
    detail text not null,
    constraint dead_letter_changes_pkey primary key (id)
);
comment on table dead_letter_changes is 'audit: one row for each redrive, corrected redrive and discard; outlives the dead letter';
comment on column dead_letter_changes.changed_by is 'who: window, http or command, and the user of the operating system where known';
comment on column dead_letter_changes.action is 'redriven, corrected or discarded';
comment on column dead_letter_changes.detail is 'where the message went, or which members were changed; never a value of the message';

create index dead_letter_changes_letter on dead_letter_changes (dead_letter_id);

-- People look for a refused message by its key too, which may be as long as anybody likes.
create index dead_letters_key on dead_letters (substring(key from 1 for 128)) where key is not null;
