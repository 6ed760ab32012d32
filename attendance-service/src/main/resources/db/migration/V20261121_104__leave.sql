create table leave (
    id text primary key,
    student text not null references student (id),
    school text not null,
    class_id text not null,
    place text not null,
    home_place text not null,
    from_date date not null,
    from_order int not null,
    to_date date not null,
    to_order int not null,
    kind text not null check (kind in ('SICK', 'PERSONAL', 'OTHER', 'FROM_SCHOOLING')),
    approved_by text not null,
    accepted_at timestamptz not null,
    revision int not null,
    withdrawn_at timestamptz,
    withdrawn_by text
);
create index leave_student on leave (student, from_date);
create index leave_class on leave (class_id, to_date) where withdrawn_at is null;

alter table leave enable row level security;
create policy web on leave to ${web} using (baoxue_may_see(place, home_place, school, class_id));
create policy worker on leave to ${worker} using (true);
grant select, insert, update on leave to ${web};
grant select on leave to ${worker};
