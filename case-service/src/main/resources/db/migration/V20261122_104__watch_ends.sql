-- The zone of a school: its own, or that of the nearest place above it; UTC while the directory has told of none.
create function baoxue_zone(of_school text, of_place text) returns text
    language sql stable
as $$
    with recursive up (code, parent, zone, height) as (
        select code, parent, zone, 0 from place where code = of_place
        union all
        select above.code, above.parent, above.zone, height + 1
        from place above join up on above.code = up.parent
        where height < 20
    )
    select coalesce(
        (select zone from school where code = of_school),
        (select zone from up where zone is not null order by height limit 1),
        'UTC')
$$;

-- When a watch is over during which attendance kept saying that the child is absent: then the return was none.
alter table case_file add watch_ends_at timestamptz;
update case_file set watch_ends_at = (watch_until + 1)::timestamp at time zone baoxue_zone(school, place)
where state = 'RETURN_WATCH' and away;
create index case_file_watch on case_file (watch_ends_at) where watch_ends_at is not null;
