-- The service's own copy of what it needs from the directory's compacted topic.
create table place (
    code text primary key,
    level text not null,
    parent text
);
create table school (
    code text primary key,
    place text not null,
    zone text not null,
    day_complete_at time,
    exceptions_only boolean not null,
    sessions jsonb not null,
    -- the class days of this date are looked at next, at this instant
    class_day date,
    class_day_next_at timestamptz
);
create index school_due on school (class_day_next_at) where class_day_next_at is not null;
create table calendar (
    owner text primary key,
    owner_kind text not null,
    terms jsonb not null,
    days jsonb not null,
    revision bigint not null
);
create table post (
    post text not null,
    scope text not null,
    holders jsonb not null,
    primary key (post, scope)
);
-- Policies of places; the shipped one is no row. Only ever added to: a running spell keeps its own.
create table policy (
    place text not null,
    from_date date not null,
    version int not null,
    "values" jsonb not null,
    set_at timestamptz not null,
    primary key (place, from_date, version)
);

grant select, insert, update, delete on place, school, calendar, post to ${worker};
grant select, insert on policy to ${worker};
grant select on place, school, calendar, post, policy to ${web};
