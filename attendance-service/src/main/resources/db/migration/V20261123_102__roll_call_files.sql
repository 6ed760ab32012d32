-- Files of roll calls that are taken part by part. What a line says is kept as a roll call; of the file only how far it was
-- read, and which lines were refused. Nothing in here speaks of a child.
create table roll_call_file (
    id text primary key,
    kind text not null check (kind in ('DAILY', 'SAMPLED')),
    format text not null check (format in ('NDJSON', 'CSV')),
    created_by text not null,
    created_at timestamptz not null,
    position bigint not null default 0,
    lines bigint not null default 0,
    header text,
    recorded bigint not null default 0,
    corrected bigint not null default 0,
    unchanged bigint not null default 0,
    refused bigint not null default 0,
    changed_at timestamptz not null,
    completed_at timestamptz
);
create index roll_call_file_changed on roll_call_file (changed_at);

create table roll_call_file_refusal (
    file text not null references roll_call_file (id) on delete cascade,
    seq bigint generated always as identity,
    line bigint not null,
    type text not null,
    pointer text not null,
    detail text not null,
    primary key (file, seq)
);

comment on column roll_call_file.position is 'so many bytes of the file are done with: a part goes on from here';
comment on column roll_call_file.header is 'the first line of a CSV file, by which later parts are read';

grant select, insert, update on roll_call_file to ${web};
grant select, insert on roll_call_file_refusal to ${web};
grant select, delete on roll_call_file to ${worker};
