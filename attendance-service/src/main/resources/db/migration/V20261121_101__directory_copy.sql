-- Our own copy of what the directory says of schools: a request never asks another service.
create table school (
    code text primary key,
    place text not null,
    zone text not null,
    sessions text not null,
    day_complete_at time not null,
    exceptions_only boolean not null,
    removed boolean not null default false
);
comment on column school.sessions is 'JSON [{code, starts}], in the order of the day';

create table calendar_level (
    owner text primary key,
    kind text not null check (kind in ('NATION', 'PLACE', 'SCHOOL', 'CLASS')),
    content text not null
);
comment on column calendar_level.content is 'JSON {terms, days}';

create table class_teacher (
    class_id text not null,
    person text not null,
    from_date date not null,
    to_date date,
    primary key (class_id, person, from_date)
);
create index class_teacher_person on class_teacher (person);

grant select on school, calendar_level, class_teacher to ${web};
grant select, insert, update, delete on school, calendar_level, class_teacher to ${worker};
