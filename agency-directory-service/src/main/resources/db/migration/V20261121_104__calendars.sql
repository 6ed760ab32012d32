-- One owner, one calendar: codes of places, schools and classes share the keys of the topic.
create table calendar (
    owner text primary key,
    owner_kind text not null check (owner_kind in ('NATION', 'PLACE', 'SCHOOL', 'CLASS')),
    school text references organisation (code),
    terms jsonb not null,
    days jsonb not null,
    origin text not null check (origin in ('SHIPPED', 'LOCAL')),
    revision bigint not null,
    accepted_at timestamptz not null,
    check (owner_kind <> 'CLASS' or school is not null)
);
create index calendar_school on calendar (school) where school is not null;

grant select, insert, update, delete on calendar to ${web}, ${worker};
