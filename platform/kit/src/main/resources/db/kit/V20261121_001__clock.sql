-- One clock for every node of a service: the database's time plus an offset that only drills and tests move.
-- The login role owns nothing and reads no table; these functions are its only door to the clock.
create table suite_clock (
    only_row boolean primary key default true check (only_row),
    offset_us bigint not null default 0
);
insert into suite_clock default values;

create function baoxue_now() returns timestamptz
    language sql volatile security definer set search_path = public
as $$ select clock_timestamp() + offset_us * interval '1 microsecond' from suite_clock $$;

create function baoxue_set_now(wanted timestamptz) returns timestamptz
    language sql volatile security definer set search_path = public
as $$
    update suite_clock set offset_us = (extract(epoch from wanted - clock_timestamp()) * 1000000)::bigint
    returning clock_timestamp() + offset_us * interval '1 microsecond'
$$;

revoke all on function baoxue_now() from public;
revoke all on function baoxue_set_now(timestamptz) from public;
grant execute on function baoxue_now() to ${app}, ${web}, ${worker};
grant execute on function baoxue_set_now(timestamptz) to ${app};
