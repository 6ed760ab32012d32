-- Written reports: the draft, then the signed one, each with the hash of the very bytes that went out.
create table report (
    number text primary key,
    kind text not null,
    case_id uuid not null,
    duty text not null,
    student text not null,
    school text not null,
    class text,
    place text not null,
    home_place text,
    state text not null check (state in ('DRAFTED', 'SIGNED', 'CANCELLED')),
    drafted_at timestamptz,
    signed_at timestamptz,
    signed_by text,
    unverified boolean not null,
    -- the event's payload, codes only: what the document states
    facts text not null,
    rendered boolean not null,
    sha256 text,
    bytes int,
    -- holds the child's name: sealed like every name
    sealed_document text
);
create index report_unrendered on report (number) where not rendered;
create index report_duty on report (duty);
create index report_student on report (student);

alter table report enable row level security;
create policy worker on report to ${worker} using (true);
create policy web on report for select to ${web} using (baoxue_may_see(place, home_place, school, class));
grant select, insert, update on report to ${worker};
grant select on report to ${web};
