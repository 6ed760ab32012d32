-- Column layout of Debezium's Outbox Event Router (id, aggregatetype, aggregateid, type, payload), so that an operator may run Debezium on it.
-- xid is the writing transaction; the relay publishes what became visible between two snapshots, hence in commit order.
create table outbox (
    seq bigint generated always as identity primary key,
    id uuid not null,
    aggregatetype text not null,
    aggregateid text not null,
    type text not null,
    payload text,
    occurred_at timestamptz not null,
    traceparent text,
    xid xid8 not null default pg_current_xact_id()
);
create index outbox_xid on outbox (xid, seq);
create index outbox_age on outbox using brin (occurred_at);

-- "seen": everything visible in this snapshot has been published. "target"/"done_seq": how far the window being published has come.
create table outbox_relay (
    only_row boolean primary key default true check (only_row),
    seen pg_snapshot not null,
    target pg_snapshot,
    done_seq bigint not null default 0
);
insert into outbox_relay (seen) values (pg_current_snapshot());

grant insert on outbox to ${web}, ${worker};
grant select, delete on outbox to ${worker};
grant select, update on outbox_relay to ${worker};
