-- The smallest thing that falls due.
create table alarm (name text primary key, at timestamptz not null, rung_at timestamptz);
create index alarm_waiting on alarm (at) where rung_at is null;
grant select, insert, update on alarm to ${worker};
