create table persuasion (
    id uuid primary key,
    case_id uuid not null references case_file,
    kind text not null,
    held_on date not null,
    outcome text not null,
    participants jsonb not null,
    feeds text[] not null,
    note text,
    recorded_by text not null,
    recorded_at timestamptz not null
);
create index persuasion_case on persuasion (case_id, held_on);

-- The open duties of a case that a persuasion may speak to.
create table visit_duty (
    duty text primary key,
    case_id uuid not null references case_file,
    rule text not null,
    open boolean not null
);
create index visit_duty_case on visit_duty (case_id) where open;

create table report (
    number text primary key,
    case_id uuid not null references case_file,
    kind text not null check (kind in ('TOWNSHIP', 'FORMAL', 'MONTH', 'PLATFORM')),
    state text not null check (state in ('DRAFTED', 'SIGNED', 'SENT', 'CANCELLED')),
    duty text not null unique,
    spell text not null,
    due_at timestamptz not null,
    drafted_at timestamptz not null,
    unverified boolean not null,
    recipients jsonb not null,
    facts jsonb not null,
    reason_category text,
    persuasions jsonb,
    signed_by text,
    signed_at timestamptz,
    sent_at timestamptz,
    acknowledged_at timestamptz,
    reference text,
    -- what it stood on turned out wrong, before the signature (CANCELLED) or after it
    unfounded_at timestamptz,
    unfounded_reason text
);
create index report_case on report (case_id, drafted_at);
create index report_state on report (state, due_at, number);

-- Numbers have no gaps: the row is raised in the transaction that drafts the report.
create table report_sequence (
    school text not null,
    year int not null,
    last int not null,
    primary key (school, year)
);

alter table persuasion enable row level security;
alter table visit_duty enable row level security;
alter table report enable row level security;
create policy work on persuasion to ${worker} using (true) with check (true);
create policy scope on persuasion to ${web} using (exists (select from case_file where id = case_id));
create policy work on visit_duty to ${worker} using (true) with check (true);
create policy scope on visit_duty to ${web} using (exists (select from case_file where id = case_id));
create policy work on report to ${worker} using (true) with check (true);
-- A draft is the school's own affair until somebody signs it.
create policy scope on report to ${web}
    using (exists (select from case_file where id = case_id)
        and (state in ('SIGNED', 'SENT') or not baoxue_outside_school()));

grant select, insert, update on persuasion, visit_duty, report, report_sequence to ${worker};
grant select, insert on persuasion to ${web};
grant select on visit_duty to ${web};
grant select, update on report to ${web};
