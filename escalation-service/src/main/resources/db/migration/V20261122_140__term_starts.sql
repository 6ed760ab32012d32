-- When a school's start of term is looked at next; a new school at once.
alter table school add column term_next_at timestamptz default '2000-01-01T00:00:00Z';
create index school_term_due on school (term_next_at) where term_next_at is not null;
-- Children who had not come by their first day of a term, or a week later: what the facts say now. The subject keeps its name
-- whatever becomes of the term's dates; its policy is that of policy_on as it was known at known_at.
create table unregistered (
    subject text primary key,
    student text not null,
    school text not null,
    place text not null,
    home_place text,
    class_id text not null,
    term_from date not null,
    term_to date not null,
    since date not null,
    policy_on date not null,
    known_at timestamptz not null,
    ending text,
    ended_on date
);
create index unregistered_school on unregistered (school);
create index unregistered_student on unregistered (student);
-- What is owed at a term's start is read by whole schools.
-- Who was at a school before it went to another.
create index enrolment_change_school on enrolment_change (school, student);
create index duty_term_start on duty (school, subject) where subject_kind = 'TERM_START';

alter table unregistered enable row level security;
create policy worker on unregistered to ${worker} using (true);
grant select, insert, update on unregistered to ${worker};
