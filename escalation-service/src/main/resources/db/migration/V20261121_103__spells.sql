-- What the facts tell of, and what was done about it. Both carry the codes by which callers may see them.
create table spell (
    id text primary key,
    student text not null,
    school text not null,
    place text not null,
    home_place text,
    class_id text not null,
    opened_date date not null,
    opened_order int not null,
    opened_at timestamptz not null,
    missed jsonb not null,
    state text not null,
    ended_date date,
    ended_order int,
    ended_at timestamptz,
    created_at timestamptz not null,
    known_at timestamptz not null,
    policy_place text not null,
    policy_from date not null,
    policy_version int not null
);
create index spell_student on spell (student);
create index spell_open on spell (school) where state = 'OPEN';

create table firing (
    id text primary key,
    spell text not null references spell,
    rule text not null,
    revision int not null,
    day int not null,
    due_at timestamptz not null,
    fired_at timestamptz not null,
    late boolean not null,
    unwatermarked boolean not null,
    outside text not null,
    withdrawn boolean not null,
    why jsonb not null,
    unique (spell, rule, revision)
);

create table duty (
    id text primary key,
    rule text not null,
    subject_kind text not null,
    subject text not null,
    student text,
    school text not null,
    place text not null,
    home_place text,
    class_id text not null,
    date date not null,
    day int not null,
    revision int not null,
    firing text,
    owner_post text not null,
    owner_scope text not null,
    opened_at timestamptz not null,
    base timestamptz not null,
    due_at timestamptz not null,
    late boolean not null,
    unfounded boolean not null,
    state text not null,
    ended_at timestamptz,
    unseen boolean not null,
    reason text,
    why jsonb not null
);
create index duty_subject on duty (subject);
create index duty_owner on duty (owner_scope, owner_post, due_at, id);
create index duty_school on duty (school, due_at, id);
create index duty_student_open on duty (student) where state = 'OPEN';
create index duty_class_day on duty (school, date) where subject_kind = 'CLASS_DAY';

create table duty_evidence (
    id bigint generated always as identity primary key,
    duty text not null references duty,
    kind text not null,
    outcome text not null,
    note text,
    by_whom text,
    at timestamptz not null
);
create index duty_evidence_duty on duty_evidence (duty, id);

alter table spell enable row level security;
create policy web on spell for select to ${web} using (baoxue_may_see(place, home_place, school, class_id));
create policy worker on spell to ${worker} using (true);
alter table duty enable row level security;
create policy web on duty for select to ${web} using (baoxue_may_see(place, home_place, school, class_id));
create policy worker on duty to ${worker} using (true);
alter table firing enable row level security;
create policy web on firing for select to ${web} using (exists (select from spell where spell.id = firing.spell));
create policy worker on firing to ${worker} using (true);
alter table duty_evidence enable row level security;
create policy web on duty_evidence for select to ${web} using (exists (select from duty where duty.id = duty_evidence.duty));
create policy worker on duty_evidence to ${worker} using (true);

grant select, insert, update on spell, firing, duty to ${worker};
grant select, insert on duty_evidence to ${worker};
grant select on spell, firing, duty, duty_evidence to ${web};
