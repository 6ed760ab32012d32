-- What is told of lists when the state is told anew, until everything they speak of has been.
create table told_at_the_end (
    n bigint generated always as identity primary key,
    kind text not null,
    said jsonb not null
);
alter table told_at_the_end enable row level security;
create policy worker on told_at_the_end to ${worker} using (true);
grant select, insert, delete on told_at_the_end to ${worker};
