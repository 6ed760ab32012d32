create table organisation (
    code text primary key,
    kind text not null check (kind in ('SCHOOL', 'TOWNSHIP_GOVERNMENT', 'EDUCATION_BUREAU', 'OTHER')),
    name text not null,
    place text not null references place (code),
    zone text not null,
    school jsonb,
    revision bigint not null,
    changed_at timestamptz not null,
    check ((kind = 'SCHOOL') = (school is not null))
);
create index organisation_place on organisation (place text_pattern_ops, code);

grant select, insert, update, delete on organisation to ${web}, ${worker};
