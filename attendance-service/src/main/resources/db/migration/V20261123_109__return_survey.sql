-- Before a term each school asks who will come back (摸排): one answer a child and term, the last one counts.
create table return_survey (
    student text not null references student (id),
    term date not null,
    answer text not null check (answer in ('WILL_RETURN', 'CANNOT_RETURN', 'UNREACHABLE')),
    reason text check (reason in ('ILLNESS', 'MOVED', 'WORK', 'HARDSHIP', 'UNWILLING', 'OTHER')),
    asked_by text not null,
    asked_at timestamptz not null,
    primary key (student, term)
);
alter table return_survey enable row level security;
create policy web on return_survey to ${web}
    using (exists (select 1 from student where student.id = return_survey.student));
create policy worker on return_survey to ${worker} using (true);
grant select, insert, update on return_survey to ${web};
grant select on return_survey to ${worker};
