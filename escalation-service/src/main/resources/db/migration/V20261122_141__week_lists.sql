-- When a school's lists of a week are looked at next; a new school at once.
alter table school add column week_next_at timestamptz default '2000-01-01T00:00:00Z';
create index school_week_due on school (week_next_at) where week_next_at is not null;
-- What a school still owes of its weeks, however long ago they were.
create index duty_school_week on duty (school, date) where subject_kind = 'SCHOOL_WEEK';
-- Who is on a list of a week, and why. Nobody is erased of whom somebody was told: they are taken off.
create table week_list (
    duty text not null references duty,
    student text not null,
    class_id text not null,
    home_place text,
    reasons jsonb not null,
    told_at timestamptz,
    off_at timestamptz,
    primary key (duty, student)
);

alter table week_list enable row level security;
create policy worker on week_list to ${worker} using (true);
-- A list is the school's own affair until the principal signs it; the one of whom to watch stays in the school.
create policy web on week_list for select to ${web} using (exists (
    select from duty where duty.id = week_list.duty
      and (split_part(current_setting('baoxue.scope', true), ':', 1) <> 'place'
        or (duty.rule = 'weekly-list' and week_list.told_at is not null))));
grant select, insert, update, delete on week_list to ${worker};
grant select on week_list to ${web};
