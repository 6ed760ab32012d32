-- Concerns (隐患) about a child that no roll call shows. They follow the child, as leaves do.
create table concern (
    id text primary key,
    student text not null references student (id),
    school text not null,
    class_id text not null,
    place text not null,
    home_place text not null,
    kind text not null check (kind in ('TRUANCY', 'DROPPING_OUT', 'NO_GUARDIAN', 'CONDUCT', 'OTHER')),
    raised_by text not null,
    accepted_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_by text
);
create index concern_student on concern (student, id);

alter table concern enable row level security;
create policy web on concern to ${web} using (exists (select 1 from student where student.id = concern.student));
create policy worker on concern to ${worker} using (true);
grant select, insert, update on concern to ${web};
grant select on concern to ${worker};
