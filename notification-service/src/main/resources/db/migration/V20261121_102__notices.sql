-- One notice per (cause, audience, occasion), whatever crashes: the key says so.
create table notice (
    id uuid primary key,
    seq bigint generated always as identity,
    cause text not null,
    cause_id text not null,
    rule text not null,
    firing text,
    occasion text not null,
    audience_post text not null,
    audience_scope text not null,
    school text not null,
    place text not null,
    home_place text,
    class text,
    student text,
    spell text,
    matter text not null,
    at timestamptz not null,
    due_at timestamptz not null,
    window_start timestamptz,
    list boolean not null,
    actor text,
    corrects uuid references notice,
    report text,
    instead_of boolean not null default false,
    state text not null check (state in ('PLANNED', 'SENDING', 'ACCEPTED', 'DELIVERED', 'FAILED', 'UNCLEAR', 'SILENCED')),
    reason text,
    planned_at timestamptz not null,
    settled_at timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    unique (cause, cause_id, audience_post, audience_scope, occasion)
);
create index notice_due on notice (due_at) where state = 'PLANNED';
create index notice_window on notice (window_start) where state = 'PLANNED' and window_start is not null;
create index notice_cause on notice (cause_id);
create index notice_spell on notice (spell) where state = 'PLANNED';
create index notice_firing on notice (firing) where firing is not null;
create index notice_student on notice (student, seq);
create index notice_unclear on notice (seq) where state = 'UNCLEAR';
create unique index notice_seq on notice (seq);

-- A window of a family or of an audience's lists that has had its message.
create table told_window (
    told_group text not null,
    window_start timestamptz not null,
    primary key (told_group, window_start)
);

-- What came of calling the guardians, for the list that the office gets.
create table contact_outcome (
    student text not null,
    date date not null,
    outcome text not null,
    at timestamptz not null,
    primary key (student, date)
);

-- One order to one carrier for one recipient. Its id is the idempotency key of every attempt.
create table message (
    id uuid primary key,
    channel text not null check (channel in ('MAIL', 'SMS', 'WEBHOOK')),
    -- a keyed hash of the address: the same for the same address
    recipient text not null,
    person text,
    -- address, content and the further addresses to try, sealed
    sealed_order text not null,
    report text,
    state text not null check (state in ('PLANNED', 'SENDING', 'ACCEPTED', 'DELIVERED', 'FAILED', 'UNCLEAR')),
    attempts int not null default 0,
    next_at timestamptz not null,
    -- by the database's real time, not the suite's: a hand on the suite's clock must not end a lease
    lease_until timestamptz,
    lease uuid,
    unknown boolean not null default false,
    provider_id text,
    made_at timestamptz not null
);
create index message_due on message (next_at) where state in ('PLANNED', 'SENDING');
create index message_provider on message (provider_id) where provider_id is not null;

create table message_notice (
    message uuid not null references message,
    notice uuid not null references notice,
    primary key (message, notice)
);
create index message_notice_notice on message_notice (notice);

create table attempt (
    message uuid not null references message,
    number int not null,
    at timestamptz not null,
    outcome text not null,
    detail text not null,
    primary key (message, number)
);

alter table notice enable row level security;
create policy worker on notice to ${worker} using (true);
create policy web on notice for select to ${web} using (baoxue_may_see(place, home_place, school, class));
alter table contact_outcome enable row level security;
create policy worker on contact_outcome to ${worker} using (true);
alter table message_notice enable row level security;
create policy worker on message_notice to ${worker} using (true);
create policy web on message_notice for select to ${web} using (exists (select 1 from notice n where n.id = message_notice.notice));
alter table message enable row level security;
create policy worker on message to ${worker} using (true);
create policy web on message for select to ${web} using (exists (select 1 from message_notice mn where mn.message = message.id));
alter table attempt enable row level security;
create policy worker on attempt to ${worker} using (true);
create policy web on attempt for select to ${web} using (exists (select 1 from message m where m.id = attempt.message));

grant select, insert, update on notice, message, message_notice, attempt, contact_outcome to ${worker};
grant select, insert on told_window to ${worker};
grant select on notice, message_notice, attempt to ${web};
grant select (id, channel, state, attempts, next_at, made_at, report) on message to ${web};
