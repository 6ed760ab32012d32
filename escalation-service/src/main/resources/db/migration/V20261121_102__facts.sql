-- Facts are only ever added to: one row per revision.
-- A roll call is one row whatever the size of the class: a present mark costs no row and no statement of its own.
create table roll_call (
    class_id text not null,
    date date not null,
    session_order int not null,
    revision int not null,
    school text not null,
    place text not null,
    taken_at timestamptz not null,
    taken_by text,
    accepted_at timestamptz not null,
    present text[] not null,
    late text[] not null,
    absent text[] not null,
    "leave" text[] not null,
    primary key (class_id, date, session_order, revision)
);
-- The child: where it belongs now, and when time alone may change something about it. Whoever changes anything about a
-- child locks this row first.
create table child (
    student text primary key,
    school text not null,
    place text not null,
    home_place text,
    class_id text not null,
    enrolled boolean not null,
    revision int not null,
    next_due_at timestamptz
);
create index child_due on child (next_due_at) where next_due_at is not null;
create index child_by_class on child (school, class_id) where enrolled;
-- In which classes roll calls may speak of the child.
create table child_class (
    student text not null,
    class_id text not null,
    school text not null,
    primary key (student, class_id)
);
create table enrolment_change (
    student text not null,
    revision int not null,
    school text not null,
    change text not null,
    effective date not null,
    accepted_at timestamptz not null,
    primary key (student, revision)
);
create table leave_fact (
    leave_id text not null,
    revision int not null,
    student text not null,
    withdrawn boolean not null,
    kind text,
    from_date date,
    from_order int,
    to_date date,
    to_order int,
    accepted_at timestamptz not null,
    primary key (leave_id, revision)
);
create index leave_fact_student on leave_fact (student);
create table verification (
    student text not null,
    duty text not null,
    date date not null,
    outcome text not null,
    at timestamptz not null,
    primary key (student, duty, at)
);
create table day_close (
    school text not null,
    date date not null,
    closed_at timestamptz not null,
    members int not null,
    marked int not null,
    exceptions_only boolean not null,
    primary key (school, date)
);

alter table roll_call enable row level security;
create policy web on roll_call for select to ${web} using (baoxue_may_see(place, null, school, class_id));
create policy worker on roll_call to ${worker} using (true);
alter table child enable row level security;
create policy web on child for select to ${web} using (baoxue_may_see(place, home_place, school, class_id));
create policy worker on child to ${worker} using (true);

grant select, insert on roll_call, child_class, enrolment_change, leave_fact, verification, day_close to ${worker};
grant select, insert, update on child to ${worker};
grant select on roll_call, child to ${web};
