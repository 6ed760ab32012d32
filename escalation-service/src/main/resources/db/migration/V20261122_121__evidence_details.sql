-- What evidence says beside its outcome. Whom somebody reached and who went are a person's own words and stay in this table.
alter table duty_evidence add column how text;
alter table duty_evidence add column whom text;
alter table duty_evidence add column visitors text;
alter table duty_evidence add column number text;
-- When it became known here: "at" is when it was done. Missing in rows from before, where it was the same.
alter table duty_evidence add column recorded_at timestamptz;

-- Who gave a duty to whom, and why: only ever added to.
create table duty_assignment (
    id bigint generated always as identity primary key,
    duty text not null references duty,
    from_post text not null,
    from_scope text not null,
    to_post text not null,
    to_scope text not null,
    why text not null,
    by_whom text not null,
    at timestamptz not null
);
create index duty_assignment_duty on duty_assignment (duty, id);
alter table duty_assignment enable row level security;
create policy web on duty_assignment for select to ${web}
    using (exists (select from duty where duty.id = duty_assignment.duty));
create policy worker on duty_assignment to ${worker} using (true);
grant select, insert on duty_assignment to ${worker};
grant select on duty_assignment to ${web};
