-- The next day to close of each school; the day's end is this row falling due.
create table school_day_due (
    school text primary key,
    date date not null,
    closes_at timestamptz not null
);
create index school_day_due_at on school_day_due (closes_at);

create table school_day (
    school text not null,
    date date not null,
    closes_at timestamptz not null,
    closed_at timestamptz not null,
    members int not null,
    marked int not null,
    exceptions_only boolean not null,
    primary key (school, date)
);
grant select on school_day to ${web};
grant select, insert, update, delete on school_day_due, school_day to ${worker};
