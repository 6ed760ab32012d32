-- Events as an Ed-Fi client sent them, kept even where they contradict each other; the marks they led to stand in roll_call.
create table ed_fi_event (
    id uuid primary key,
    student text not null references student (id),
    school text not null,
    class_id text not null,
    place text not null,
    home_place text not null,
    session_name text not null,
    school_year int not null,
    date date not null,
    category text not null,
    mark text not null check (mark in ('PRESENT', 'LATE', 'ABSENT', 'LEAVE')),
    content text not null,
    school_day boolean not null,
    accepted_at timestamptz not null,
    seq bigint generated always as identity,
    unique (student, school, session_name, school_year, date, category)
);
comment on column ed_fi_event.content is 'the resource as sent; its free-text reason stays here and goes into no event';
create index ed_fi_event_day on ed_fi_event (student, date);
create index ed_fi_event_order on ed_fi_event (school, seq);

alter table ed_fi_event enable row level security;
create policy web on ed_fi_event to ${web} using (baoxue_may_see(place, home_place, school, class_id));
create policy worker on ed_fi_event to ${worker} using (true);
grant select, insert, update, delete on ed_fi_event to ${web};
