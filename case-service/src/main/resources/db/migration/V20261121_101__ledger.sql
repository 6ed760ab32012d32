-- The ledger (台账): one open entry per child.
create table case_file (
    id uuid primary key,
    student text not null,
    school text not null,
    class text,
    place text not null,
    home_place text,
    -- the township that persuades, once the county said so; the 户籍 township reads by it and only while it is set
    responsible_place text,
    state text not null
        check (state in ('OPEN', 'RETURN_WATCH', 'CLOSING_PROPOSED', 'CLOSED', 'OPENED_IN_ERROR')),
    -- where a proposal falls back to
    before_state text check (before_state in ('OPEN', 'RETURN_WATCH')),
    spell text not null,
    opened_on date not null,
    away boolean not null,
    returned_on date,
    watch_until date,
    closing_reason text,
    proposed_by text,
    approved_by text check (approved_by <> proposed_by),
    -- false while a presumed day keeps the entry inside the school
    released boolean not null,
    days jsonb not null,
    previous uuid references case_file,
    opened_at timestamptz not null,
    changed_at timestamptz not null,
    revision bigint not null
);
create unique index case_file_one_open on case_file (student)
    where state in ('OPEN', 'RETURN_WATCH', 'CLOSING_PROPOSED');
create index case_file_student on case_file (student, opened_at);
create index case_file_school on case_file (school, opened_at);
create index case_file_place on case_file (place text_pattern_ops);

create table case_firing (
    id text primary key,
    case_id uuid not null references case_file,
    spell text not null,
    rule text not null,
    revision int not null,
    standing boolean not null
);
create index case_firing_case on case_firing (case_id);

create table case_history (
    case_id uuid not null references case_file,
    n int not null,
    at timestamptz not null,
    what text not null,
    by_person text,
    details jsonb not null,
    primary key (case_id, n)
);

-- Absences as attendance knows them: a rule may fire, late, for one that is over already.
create table spell (
    spell text primary key,
    opened_on date not null,
    ending text,
    ended_on date
);

alter table case_file enable row level security;
alter table case_firing enable row level security;
alter table case_history enable row level security;

create function baoxue_outside_school() returns boolean language sql stable
as $$ select split_part(current_setting('baoxue.scope', true), ':', 1) = 'place' $$;

create policy work on case_file to ${worker} using (true) with check (true);
create policy scope on case_file to ${web}
    using (baoxue_may_see(place, responsible_place, school, class) and (released or not baoxue_outside_school()));
create policy work on case_firing to ${worker} using (true) with check (true);
create policy scope on case_firing to ${web} using (exists (select from case_file where id = case_id));
create policy work on case_history to ${worker} using (true) with check (true);
create policy scope on case_history to ${web} using (exists (select from case_file where id = case_id));

-- Clearing ends a township's responsibility. Whoever clears may lose sight of the row by it, so it is done past the policies.
create function baoxue_end_responsibility(cleared uuid) returns void
    language sql security definer set search_path = public
as $$
    update case_file set responsible_place = null
    where id = cleared and state in ('CLOSED', 'OPENED_IN_ERROR')
$$;
revoke all on function baoxue_end_responsibility(uuid) from public;
grant execute on function baoxue_end_responsibility(uuid) to ${web}, ${worker};

grant select, insert, update on case_file, case_firing, case_history to ${worker};
grant select, update on case_file, case_firing to ${web};
grant select, insert on case_history to ${web};
grant select, insert, update on spell to ${worker};
