-- Revisions come from one sequence, so that what is deleted and made anew never repeats an event's id.
create sequence directory_revision;
grant usage on sequence directory_revision to ${web}, ${worker};

-- Origin SHIPPED: came with the service and may be renewed by a later release; LOCAL: written by somebody, never overwritten by one.
create table place (
    code text primary key,
    name text not null,
    level text not null check (level in ('NATION', 'PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'VILLAGE')),
    parent text references place (code),
    zone text,
    origin text not null check (origin in ('SHIPPED', 'LOCAL')),
    revision bigint not null,
    changed_at timestamptz not null
);
create index place_parent on place (parent);
create index place_prefix on place (code text_pattern_ops);

-- Which version of which shipped file has been loaded to its end.
create table shipped_file (
    name text primary key,
    version text not null,
    loaded_at timestamptz not null
);

grant select, insert, update, delete on place to ${web}, ${worker};
grant select, insert, update on shipped_file to ${worker};
