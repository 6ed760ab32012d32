-- Until when, as the last look at the child found, time alone does nothing about it but let duties lapse: such a lapse needs no
-- look at all that is known. Missing where more may be due. It counts only with what it was said with: the next due time (a node
-- of the version before, or whoever makes the child due, writes that alone) and the calendars, whichever they were.
alter table child add column only_lapses_until timestamptz;
alter table child add column only_lapses_next timestamptz;
alter table child add column only_lapses_calendars bigint;
create table calendar_stamp (n bigint not null);
insert into calendar_stamp values (0);
create function stamp_calendars() returns trigger
    language plpgsql security definer set search_path = public
as $$
begin
    update calendar_stamp set n = n + 1;
    return null;
end
$$;
revoke all on function stamp_calendars() from public;
create trigger calendar_stamped after insert or update or delete on calendar
    for each statement execute function stamp_calendars();
grant select on calendar_stamp to ${worker};
