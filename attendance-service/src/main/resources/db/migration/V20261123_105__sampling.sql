-- Sampled attendance (抽样考勤): who is to be looked for is drawn from a seed that was published before, so that anyone can draw it again.
create table sampling (
    id text primary key,
    place text not null,
    date date not null,
    unit text not null check (unit in ('CLASS', 'STUDENT')),
    per_school int check (per_school > 0),
    percent int check (percent between 1 and 100),
    seed_digest text not null,
    seed text,
    announced_by text not null,
    announced_at timestamptz not null,
    drawn_at timestamptz,
    check ((per_school is null) <> (percent is null))
);
create index sampling_place on sampling (place collate "C", date);
comment on column sampling.seed_digest is 'SHA-256 of the seed in hexadecimal: it binds whoever announced it';

create table sampling_unit (
    sampling text not null references sampling (id),
    school text not null,
    place text not null,
    class_id text not null,
    student text not null,
    primary key (sampling, school, class_id, student)
);
comment on column sampling_unit.student is 'empty where whole classes are drawn';

-- What is announced everybody may know; who was drawn only those who may see the child.
alter table sampling enable row level security;
create policy web on sampling to ${web} using (true);
create policy worker on sampling to ${worker} using (true);
alter table sampling_unit enable row level security;
create policy web on sampling_unit to ${web} using (baoxue_may_see(place, null, school, class_id));
create policy worker on sampling_unit to ${worker} using (true);
grant select, insert on sampling to ${web};
grant select on sampling_unit to ${web};
grant select, update on sampling to ${worker};
grant select, insert on sampling_unit to ${worker};
