-- Dead letters by reason: counted and filtered through an index, without reading the messages.

alter table dead_letters
    add column reason text collate "C" not null generated always as (coalesce(violations -> 0 ->> 'code', '')) stored;
comment on column dead_letters.reason is 'code of the first error in violations';

create index dead_letters_reason on dead_letters (reason, id);
