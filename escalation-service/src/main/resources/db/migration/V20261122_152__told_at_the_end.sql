-- Which names of lists were told, when the state is told anew: kept until all the lists they speak of have been.
create table told_at_the_end (
    n bigint generated always as identity primary key,
    list text not null,
    student text not null,
    at timestamptz not null
);
alter table told_at_the_end enable row level security;
create policy worker on told_at_the_end to ${worker} using (true);
grant select, insert, delete on told_at_the_end to ${worker};
