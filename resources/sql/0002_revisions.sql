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
    constraint order_revisions_pkey primary key (order_uid, revision),
    constraint order_revisions_order foreign key (order_uid) references orders on delete cascade
);
comment on table order_revisions is 'replaced revisions of an order; the current one is the row in orders';

-- A trigger, because only the database sees a row's old values in the moment they are replaced, whoever replaces them.
-- One for the whole statement: a batch costs one insertion, and one without updates costs nothing.
create function keep_replaced_revisions() returns trigger language plpgsql as $$
declare
    kept constant bigint := coalesce(nullif(current_setting('orderdesk.kept_revisions', true), '')::bigint, 10);
    changed text[];
    newest bigint[];
begin
    if kept > 0 then
        insert into order_revisions (order_uid, revision, document, stored_at, kafka_topic, kafka_partition,
            kafka_offset, kafka_timestamp, warnings)
        select o.order_uid, o.revision, o.document, o.stored_at, o.kafka_topic, o.kafka_partition, o.kafka_offset,
            o.kafka_timestamp, o.warnings
        from replaced o join present n using (order_uid)
        where n.revision > o.revision
        on conflict (order_uid, revision) do nothing;
    end if;
    select array_agg(n.order_uid), array_agg(n.revision) into changed, newest
    from replaced o join present n using (order_uid)
    where n.revision > o.revision and n.revision > kept + 1;
    if changed is not null then
        delete from order_revisions r
        using unnest(changed, newest) as c (order_uid, revision)
        where r.order_uid = c.order_uid and r.revision < c.revision - kept;
    end if;
    return null;
end
$$;

create trigger orders_keep_replaced after update on orders
    referencing old table as replaced new table as present
    for each statement execute function keep_replaced_revisions();

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
