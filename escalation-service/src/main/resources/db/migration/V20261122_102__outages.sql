-- What the suite slept through. The sign of life is of the database's own time, which no drill moves; outages are of the suite's.
create table sign_of_life (
    only_row boolean primary key default true check (only_row),
    at timestamptz not null
);
insert into sign_of_life (at) values (clock_timestamp());
create table outage (
    from_at timestamptz primary key,
    to_at timestamptz not null
);
create index outage_to on outage (to_at);

grant select, update on sign_of_life to ${worker};
grant select, insert on outage to ${worker};
