-- The consumed offset lives beside the state it changed: locked first, raised in the same transaction.
create table inbox_mark (
    topic_id uuid not null,
    partition int not null,
    topic text not null,
    next_offset bigint not null,
    primary key (topic_id, partition)
);
-- A relay that crashed between sending and remembering sends again, with the same ids.
create table inbox_seen (
    id uuid primary key,
    seen_at timestamptz not null
);
create index inbox_seen_age on inbox_seen using brin (seen_at);
-- A record that cannot be worked is parked, and every later record of its key behind it.
create table dead_letter (
    id bigint generated always as identity primary key,
    topic text not null,
    partition int not null,
    record_offset bigint not null,
    record_key text,
    event_id text,
    type text,
    headers text not null,
    payload bytea,
    reason text not null,
    parked_at timestamptz not null,
    replayed_at timestamptz
);
create index dead_letter_key on dead_letter (topic, record_key) where replayed_at is null;

grant select, insert, update on inbox_mark to ${worker};
grant select, insert, delete on inbox_seen to ${worker};
grant select, insert, update on dead_letter to ${worker};
