-- By the index, whatever the planner makes of a statement's changed rows: it took them for a thousand and read the whole of
-- open_duty for each batch.
create or replace function keep_changed_duties() returns trigger
    language plpgsql security definer set search_path = public
as $$
begin
    delete from open_duty where id = any(array(select id from changed where state <> 'OPEN'));
    update open_duty set owner_post = c.owner_post, owner_scope = c.owner_scope, due_at = c.due_at
    from changed c
    where open_duty.id = any(array(select id from changed where state = 'OPEN')) and open_duty.id = c.id
      and (open_duty.owner_post, open_duty.owner_scope, open_duty.due_at)
        is distinct from (c.owner_post, c.owner_scope, c.due_at);
    return null;
end
$$;
