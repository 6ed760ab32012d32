-- A leave may be asked for before somebody approves it: until then it covers nothing and nothing is published of it. What was done
-- to it, by whom and when, is kept line by line; papers are named, not kept.
alter table leave
    add state text not null default 'APPROVED' check (state in ('FILED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    add filed_by text,
    add filed_at timestamptz,
    alter approved_by drop not null;
update leave set filed_by = approved_by, filed_at = coalesce(granted_at, accepted_at),
    state = case when withdrawn_at is null then 'APPROVED' else 'WITHDRAWN' end;
alter table leave
    alter filed_by set not null,
    alter filed_at set not null;
create index leave_school on leave (school, student) where state = 'APPROVED';

create table leave_change (
    leave text not null references leave (id),
    revision int not null,
    act text not null check (act in ('FILED', 'APPROVED', 'REFUSED', 'SHORTENED', 'PROLONGED', 'WITHDRAWN')),
    to_date date not null,
    to_order int not null,
    by_whom text not null,
    at timestamptz not null,
    primary key (leave, revision)
);
comment on column leave_change.to_date is 'until when the leave was with this change';

-- Of a leave that was ended earlier more than once, only the last time was kept until now.
insert into leave_change (leave, revision, act, to_date, to_order, by_whom, at)
select id, 1, 'APPROVED', coalesce(granted_to, to_date), coalesce(granted_to_order, to_order), filed_by, filed_at from leave;
insert into leave_change (leave, revision, act, to_date, to_order, by_whom, at)
select id, revision - case when withdrawn_at is null then 0 else 1 end, 'SHORTENED', to_date, to_order, shortened_by, accepted_at
from leave where shortened_by is not null;
insert into leave_change (leave, revision, act, to_date, to_order, by_whom, at)
select id, revision, 'WITHDRAWN', to_date, to_order, withdrawn_by, withdrawn_at from leave where withdrawn_at is not null;
alter table leave
    drop column shortened_by,
    drop column granted_at,
    drop column granted_to,
    drop column granted_to_order,
    drop column withdrawn_by;

create table leave_paper (
    leave text not null references leave (id),
    reference text not null,
    title text,
    added_by text not null,
    added_at timestamptz not null,
    primary key (leave, reference)
);
comment on column leave_paper.reference is 'where the paper is kept: an address or a name in another system';

alter table leave_change enable row level security;
create policy web on leave_change to ${web} using (exists (select 1 from leave where leave.id = leave_change.leave));
grant select, insert on leave_change to ${web};
alter table leave_paper enable row level security;
create policy web on leave_paper to ${web} using (exists (select 1 from leave where leave.id = leave_paper.leave));
grant select, insert, delete on leave_paper to ${web};

create or replace function children_on_leave(classes text[], day date, session_order int) returns setof text
    language sql stable security definer set search_path = public, pg_temp
as $$
    select leave.student
    from leave
    join enrolment on enrolment.student = leave.student
    where enrolment.class_id = any (classes) and enrolment.from_date <= day and coalesce(enrolment.to_date, 'infinity') >= day
      and leave.state = 'APPROVED'
      and (leave.from_date, leave.from_order) <= (day, session_order) and (leave.to_date, leave.to_order) >= (day, session_order)
$$;
