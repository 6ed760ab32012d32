-- Concerns (隐患) that schools raise about children, and when each is looked at next: at once when it was raised or withdrawn,
-- then when what it made owed runs out.
create table concern (
    id text primary key,
    student text not null,
    school text not null,
    place text not null,
    home_place text,
    class_id text not null,
    raised_by text,
    raised_at timestamptz not null,
    withdrawn_at timestamptz,
    next_at timestamptz
);
create index concern_due on concern (next_at, id) where next_at is not null;

alter table concern enable row level security;
create policy worker on concern to ${worker} using (true);
grant select, insert, update on concern to ${worker};
