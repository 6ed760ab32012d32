create table school_class (
    id text primary key,
    school text not null
);
create index school_class_school on school_class (school, id);

-- One row per child: who it is (sealed) and the revision that counts its changes over all schools.
-- school, class and the places are those of the latest enrolment: row-level security needs them here.
create table student (
    id text primary key,
    school text not null,
    class_id text not null,
    place text not null,
    home_place text not null,
    sealed text not null,
    revision int not null
);

-- Which class a child belongs to on a date: rows are ended, never deleted. An interval with to_date before from_date is empty.
create table enrolment (
    student text not null references student (id),
    ordinal int not null,
    school text not null,
    class_id text not null,
    place text not null,
    home_place text not null,
    stage text not null check (stage in ('PRIMARY', 'JUNIOR')),
    from_date date not null,
    to_date date,
    ended text check (ended in ('CLASS_CHANGED', 'TRANSFER_OUT', 'TRANSFER_CONFIRMED', 'GRADUATED', 'WITHDRAWN')),
    revision int not null,
    accepted_at timestamptz not null,
    primary key (student, ordinal),
    check ((to_date is null) = (ended is null))
);
create index enrolment_class on enrolment (class_id, from_date);
create index enrolment_school on enrolment (school, from_date);

alter table student enable row level security;
create policy web on student to ${web} using (baoxue_may_see(place, home_place, school, class_id));
create policy worker on student to ${worker} using (true);
alter table enrolment enable row level security;
create policy web on enrolment to ${web} using (baoxue_may_see(place, home_place, school, class_id));
create policy worker on enrolment to ${worker} using (true);

grant select on school_class, student, enrolment to ${web};
grant select, insert, update on school_class, student, enrolment to ${worker};
