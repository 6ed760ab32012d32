-- The scope of the transaction, as "place:<prefix>", "school:<code>" or "classes:<id>,<id>"; anything else sees nothing.
create function baoxue_may_see(place text, home_place text, school text, class text) returns boolean
    language sql stable
as $$
    select case split_part(current_setting('baoxue.scope', true), ':', 1)
        when 'place' then
            starts_with(place, substr(current_setting('baoxue.scope', true), 7))
            or coalesce(starts_with(home_place, substr(current_setting('baoxue.scope', true), 7)), false)
        when 'school' then school = substr(current_setting('baoxue.scope', true), 8)
        when 'classes' then class = any (string_to_array(substr(current_setting('baoxue.scope', true), 9), ','))
        else false
    end
$$;

-- Who read which child's record.
create table access_audit (
    at timestamptz not null,
    person text not null,
    roles text not null,
    operation text not null,
    subject text not null
);
create index access_audit_subject on access_audit (subject, at);

-- What a write answered, so that its repeat answers the same.
create table idempotent_answer (
    caller text not null,
    operation text not null,
    key text not null,
    request_hash text not null,
    status int not null,
    body text not null,
    answered_at timestamptz not null,
    primary key (caller, operation, key)
);

grant insert on access_audit to ${web}, ${worker};
grant select, insert on idempotent_answer to ${web}, ${worker};
