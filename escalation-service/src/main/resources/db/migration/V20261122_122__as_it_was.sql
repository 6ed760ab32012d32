-- What an explanation rests on, as it was known at an instant. A fact says when it was accepted; these columns say when it
-- became known here, which is later by as long as it travelled. Missing in rows from before: known when it was accepted.
alter table roll_call add column known_at timestamptz;
alter table roll_call alter column known_at set default baoxue_now();
alter table child_class add column known_at timestamptz;
alter table child_class alter column known_at set default baoxue_now();
alter table enrolment_change add column known_at timestamptz;
alter table enrolment_change alter column known_at set default baoxue_now();
alter table leave_fact add column known_at timestamptz;
alter table leave_fact alter column known_at set default baoxue_now();
alter table day_close add column known_at timestamptz;
alter table day_close alter column known_at set default baoxue_now();
alter table child add column known_at timestamptz;
alter table child alter column known_at set default baoxue_now();
alter table school add column known_at timestamptz;
alter table school alter column known_at set default baoxue_now();
alter table calendar add column known_at timestamptz;
alter table calendar alter column known_at set default baoxue_now();
-- When the ending of a duty became known, which may be after it was done.
alter table duty add column ended_known_at timestamptz;

-- Rows as they were, where they change at all: each until when. What changes with every mark (a spell's marks, when a child is
-- looked at next) is told by facts and is not kept here, so the ordinary course of an absence writes nothing.
create table as_it_was (
    seq bigint generated always as identity primary key,
    kind text not null,
    id text not null,
    until timestamptz not null,
    what jsonb not null
);
create index as_it_was_of on as_it_was (kind, id, until, seq);
grant select on as_it_was to ${worker};

create function keep_as_it_was() returns trigger
    language plpgsql security definer set search_path = public
as $$
begin
    insert into as_it_was (kind, id, until, what)
    values (tg_table_name, to_jsonb(old) ->> tg_argv[0], baoxue_now(), to_jsonb(old) - 'why' - 'missed');
    return null;
end
$$;
revoke all on function keep_as_it_was() from public;

create trigger as_it_was after update on duty for each row
    when ((old.subject, old.owner_post, old.owner_scope, old.due_at, old.late, old.unfounded)
        is distinct from (new.subject, new.owner_post, new.owner_scope, new.due_at, new.late, new.unfounded))
    execute function keep_as_it_was('id');
create trigger as_it_was after update on firing for each row
    when ((old.outside, old.withdrawn) is distinct from (new.outside, new.withdrawn))
    execute function keep_as_it_was('id');
create trigger as_it_was after update on spell for each row
    when ((old.opened_date, old.opened_order, old.opened_at, old.school, old.place, old.class_id)
        is distinct from (new.opened_date, new.opened_order, new.opened_at, new.school, new.place, new.class_id))
    execute function keep_as_it_was('id');
create trigger as_it_was after update on child for each row
    when ((old.school, old.place, old.home_place, old.class_id)
        is distinct from (new.school, new.place, new.home_place, new.class_id))
    execute function keep_as_it_was('student');
create trigger as_it_was after update on school for each row
    when ((old.place, old.zone, old.day_complete_at, old.exceptions_only, old.sessions)
        is distinct from (new.place, new.zone, new.day_complete_at, new.exceptions_only, new.sessions))
    execute function keep_as_it_was('code');
create trigger as_it_was after update or delete on calendar for each row execute function keep_as_it_was('owner');

-- Rows as they were known at an instant. A row that came later is left out.
create function school_as_of(asked timestamptz, school text) returns setof school language sql stable as $$
    select r.* from school s
    left join lateral (select w.what from as_it_was w where w.kind = 'school' and w.id = s.code and w.until > asked
        order by w.until, w.seq limit 1) w on true
    cross join lateral jsonb_populate_record(null::school, coalesce(w.what, to_jsonb(s))) r
    where s.code = school_as_of.school and coalesce(s.known_at, '-infinity') <= asked
$$;
create function child_as_of(asked timestamptz, student text) returns setof child language sql stable as $$
    select r.* from child c
    left join lateral (select w.what from as_it_was w where w.kind = 'child' and w.id = c.student and w.until > asked
        order by w.until, w.seq limit 1) w on true
    cross join lateral jsonb_populate_record(null::child, coalesce(w.what, to_jsonb(c))) r
    where c.student = child_as_of.student and coalesce(c.known_at, '-infinity') <= asked
$$;
-- A calendar may have been taken away since.
create function calendars_as_of(asked timestamptz, owners text[]) returns setof calendar language sql stable as $$
    select r.* from (
        select owner from calendar where owner = any(owners)
        union select id from as_it_was where kind = 'calendar' and id = any(owners)) k
    left join calendar c on c.owner = k.owner
    left join lateral (select w.what from as_it_was w where w.kind = 'calendar' and w.id = k.owner and w.until > asked
        order by w.until, w.seq limit 1) w on true
    cross join lateral jsonb_populate_record(null::calendar, coalesce(w.what, to_jsonb(c))) r
    where r.owner is not null and coalesce(r.known_at, '-infinity') <= asked
$$;
create function spells_as_of(asked timestamptz, student text) returns setof spell language sql stable as $$
    select r.* from spell s
    left join lateral (select w.what from as_it_was w where w.kind = 'spell' and w.id = s.id and w.until > asked
        order by w.until, w.seq limit 1) w on true
    cross join lateral jsonb_populate_record(null::spell, coalesce(w.what, to_jsonb(s))) r
    where s.student = spells_as_of.student and s.known_at <= asked
$$;
create function firings_as_of(asked timestamptz, spells text[]) returns setof firing language sql stable as $$
    select r.* from firing f
    left join lateral (select w.what from as_it_was w where w.kind = 'firing' and w.id = f.id and w.until > asked
        order by w.until, w.seq limit 1) w on true
    cross join lateral jsonb_populate_record(null::firing, coalesce(w.what, to_jsonb(f))) r
    where f.spell = any(spells) and f.fired_at <= asked
$$;
-- Those of the child, and those of a class's day. An ending that became known later is not there yet.
create function duties_as_of(asked timestamptz, student text, class_day text) returns setof duty language sql stable as $$
    select r.* from duty d
    left join lateral (select w.what from as_it_was w where w.kind = 'duty' and w.id = d.id and w.until > asked
        order by w.until, w.seq limit 1) w on true
    cross join lateral jsonb_populate_record(null::duty, coalesce(w.what, to_jsonb(d))) r
    where (d.student = duties_as_of.student or d.subject = class_day) and d.opened_at <= asked
$$;
