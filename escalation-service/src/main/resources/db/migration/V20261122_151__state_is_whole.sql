-- Whether the state has been told from the topics: an empty database is told anew before anything is decided. One that has
-- consumed anything knows what it knows.
create table state_is_whole (
    only_row boolean primary key default true check (only_row),
    since timestamptz not null
);
insert into state_is_whole (since) select clock_timestamp() where exists (select from inbox_mark);
-- The state is told from events that name each thing once.
grant select, insert on state_is_whole to ${worker};
