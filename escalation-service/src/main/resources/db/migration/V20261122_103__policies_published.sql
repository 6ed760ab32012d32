-- Which policies are on the topic already: each once, so that others can rebuild what was in force.
create table policy_published (
    place text not null,
    from_date date not null,
    version int not null,
    published_at timestamptz not null,
    primary key (place, from_date, version)
);

grant select, insert on policy_published to ${worker};
