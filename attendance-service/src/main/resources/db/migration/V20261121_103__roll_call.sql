-- One row per revision of a roll call, the whole class in five lists: what costs a statement is the roll call, never the mark.
create table roll_call (
    class_id text not null,
    date date not null,
    kind text not null check (kind in ('DAILY', 'SAMPLED')),
    session text not null,
    revision int not null,
    school text not null,
    place text not null,
    session_order int not null,
    session_starts time not null,
    present text[] not null,
    late text[] not null,
    absent text[] not null,
    on_leave text[] not null,
    unknown text[] not null,
    taken_at timestamptz not null,
    taken_by text not null,
    accepted_at timestamptz not null,
    accepted_from text not null,
    reason text,
    asked uuid not null,
    primary key (class_id, date, kind, session, revision)
);
create index roll_call_school_day on roll_call (school, date);

alter table roll_call enable row level security;
create policy web on roll_call to ${web} using (baoxue_may_see(place, null, school, class_id));
create policy worker on roll_call to ${worker} using (true);

comment on column roll_call.asked is 'what was asked, so that its repeat is known although a leave was granted since';

-- Nothing is ever rewritten: a correction is another row.
grant select, insert on roll_call to ${web};
grant select on roll_call to ${worker};
