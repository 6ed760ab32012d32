-- The national numbers of a child, apart from the name: whoever may see the child need not see them. Sealed; that no two children
-- have the same one, keyed digests tell.
create table student_number (
    student text primary key references student (id),
    sealed text not null,
    student_mark text unique,
    identity_mark text unique
);
comment on column student_number.student_mark is 'HMAC-SHA256 of the 学籍号 under baoxue.numbers.key';

alter table student_number enable row level security;
create policy web on student_number to ${web} using (exists (select 1 from student where student.id = student_number.student));
create policy worker on student_number to ${worker} using (true);
grant select on student_number to ${web};
grant select, insert, update on student_number to ${worker};

-- 监测对象: a household that the county's list watches against a return to poverty.
create table monitored_household (
    student text primary key references student (id),
    category text not null check (category in ('UNSTABLE', 'MARGINAL', 'SUDDEN_HARDSHIP')),
    source text not null,
    since date not null,
    recorded_by text not null,
    recorded_at timestamptz not null
);
alter table monitored_household enable row level security;
create policy web on monitored_household to ${web}
    using (exists (select 1 from student where student.id = monitored_household.student));
grant select, insert, update, delete on monitored_household to ${web};
