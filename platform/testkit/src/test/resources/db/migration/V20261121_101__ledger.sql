-- The smallest thing with a state: what was counted per key, and rows that belong to somebody.
create table ledger (key text not null, event uuid primary key, worth int not null check (worth < 1000));
create table child (id text primary key, place text not null, home_place text, school text not null, class text not null);
alter table child enable row level security;
create policy web on child for select to ${web} using (baoxue_may_see(place, home_place, school, class));
create policy worker on child to ${worker} using (true);
grant select, insert on ledger to ${worker};
grant select on child to ${web};
grant select, insert on child to ${worker};
