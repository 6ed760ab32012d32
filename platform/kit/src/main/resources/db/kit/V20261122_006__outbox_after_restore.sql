-- A dump keeps the numbers of transactions, a restored server counts its own: what has been published can then no longer be
-- told from them. Whether that is so: something stands in the future of this server.
create function baoxue_outbox_is_restored() returns boolean
    language sql stable
as $$
    select exists (
            select from outbox_relay
            where pg_snapshot_xmax(seen) > pg_snapshot_xmax(pg_current_snapshot())
               or pg_snapshot_xmax(target) > pg_snapshot_xmax(pg_current_snapshot()))
        or exists (select from outbox where xid >= pg_snapshot_xmax(pg_current_snapshot()))
$$;

-- The owner runs it once after a restore, while the service stands still: what was published counts as published long ago,
-- what waited is written anew by this transaction. Returns how many events wait.
create function baoxue_outbox_after_restore() returns bigint
    language plpgsql volatile set search_path = public
as $$
declare
    present xid8 := pg_current_xact_id();
    long_ago constant xid8 := '2';
    waiting bigint;
begin
    update outbox set xid = case
        when not pg_visible_in_snapshot(xid, seen)
            and (target is null or seq > done_seq or not pg_visible_in_snapshot(xid, target))
        then present else long_ago end
    from outbox_relay;
    select count(*) into waiting from outbox where xid = present;
    update outbox_relay
    set seen = cast(present || ':' || present || ':' as pg_snapshot), target = null, done_seq = 0;
    return waiting;
end
$$;

revoke all on function baoxue_outbox_is_restored() from public;
revoke all on function baoxue_outbox_after_restore() from public;
grant execute on function baoxue_outbox_is_restored() to ${worker};
