-- Nobody writes duties until the triggers stand: what nodes of the version before wrote meanwhile would be missing.
lock table duty in share row exclusive mode;
-- What is still owed, by whom and where: a duty is in here as long as it is open. So no index of duty speaks of its state, and
-- a duty's ending changes no index at all (a heap-only update): a lapse costs PostgreSQL a fifth of what it did.
-- The table is kept by the database itself, statement by statement, whoever writes.
create table open_duty (
    id text primary key,
    student text,
    school text not null,
    place text not null,
    home_place text,
    class_id text not null,
    owner_post text not null,
    owner_scope text not null,
    due_at timestamptz not null
);
insert into open_duty select id, student, school, place, home_place, class_id, owner_post, owner_scope, due_at
    from duty where state = 'OPEN';
create index open_duty_of_owner on open_duty (owner_scope, owner_post, due_at, id);
create index open_duty_of_place on open_duty (place collate "C", due_at, id);
create index open_duty_of_school on open_duty (school, due_at, id);
create index open_duty_of_class on open_duty (class_id, due_at, id);

create function keep_opened_duties() returns trigger
    language plpgsql security definer set search_path = public
as $$
begin
    insert into open_duty select id, student, school, place, home_place, class_id, owner_post, owner_scope, due_at
    from opened where state = 'OPEN' on conflict do nothing;
    return null;
end
$$;
create function keep_changed_duties() returns trigger
    language plpgsql security definer set search_path = public
as $$
begin
    delete from open_duty using changed where open_duty.id = changed.id and changed.state <> 'OPEN';
    update open_duty set owner_post = changed.owner_post, owner_scope = changed.owner_scope, due_at = changed.due_at
    from changed
    where open_duty.id = changed.id
      and (open_duty.owner_post, open_duty.owner_scope, open_duty.due_at)
        is distinct from (changed.owner_post, changed.owner_scope, changed.due_at);
    return null;
end
$$;
revoke all on function keep_opened_duties() from public;
revoke all on function keep_changed_duties() from public;
create trigger open_duty_opened after insert on duty referencing new table as opened
    for each statement execute function keep_opened_duties();
create trigger open_duty_changed after update on duty referencing new table as changed
    for each statement execute function keep_changed_duties();

alter table open_duty enable row level security;
create policy web on open_duty for select to ${web} using (baoxue_may_see(place, home_place, school, class_id));
create policy worker on open_duty to ${worker} using (true);
grant select on open_duty to ${web}, ${worker};

drop index duty_student_open;
drop index duty_of_owner;
drop index duty_of_place;
drop index duty_of_school;
drop index duty_of_class;
create index duty_of_owner on duty (owner_scope, owner_post, due_at, id);
create index duty_of_place on duty (place collate "C", due_at, id);
create index duty_of_school on duty (school, due_at, id);
create index duty_of_class on duty (class_id, due_at, id);
-- Room on each page for the ending.
alter table duty set (fillfactor = 75);
