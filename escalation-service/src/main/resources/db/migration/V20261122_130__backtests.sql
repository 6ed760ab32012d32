-- What a candidate policy would have made of the recorded past, beside what the one in force made of it.
create table backtest (
    id text primary key,
    place text not null,
    from_date date not null,
    to_date date not null,
    candidate text,
    "values" jsonb not null,
    -- facts accepted later are not looked at
    as_of timestamptz not null,
    asked_at timestamptz not null,
    state text not null,
    children int not null default 0,
    ended_at timestamptz
);
create index backtest_to_do on backtest (asked_at, id) where state in ('WAITING', 'RUNNING');
-- The children still to be looked at; those that could not be stay, marked so.
create table backtest_child (
    backtest text not null references backtest on delete cascade,
    number int not null,
    student text not null,
    failed boolean not null default false,
    primary key (backtest, number)
);
-- Student ids in the order of their bytes: the same everywhere, whatever the database's language.
create table backtest_difference (
    backtest text not null references backtest on delete cascade,
    student text collate "C" not null,
    number int not null,
    school text not null,
    place text not null,
    home_place text,
    class_id text not null,
    rule text not null,
    what text not null,
    change text not null,
    difference jsonb not null,
    primary key (backtest, student, number)
);

alter table backtest enable row level security;
create policy web on backtest for select to ${web} using (baoxue_may_see(place, null, '', null));
create policy worker on backtest to ${worker} using (true);
alter table backtest_difference enable row level security;
create policy web on backtest_difference for select to ${web} using (baoxue_may_see(place, home_place, school, class_id));
create policy worker on backtest_difference to ${worker} using (true);

grant select, insert, update, delete on backtest, backtest_child, backtest_difference to ${worker};
grant select on backtest, backtest_difference to ${web};
