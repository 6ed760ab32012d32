-- What the service keeps of other services' compacted topics, so that it asks nobody while it handles an event.
create table place_copy (
    code text primary key,
    parent text,
    level text not null,
    name text not null
);
create table organisation_copy (
    code text primary key,
    kind text not null,
    name text not null,
    place text not null,
    zone text not null
);
-- Names and channels of a post's holders stay sealed, as a whole.
create table post_copy (
    post text not null,
    scope text not null,
    sealed_holders text not null,
    primary key (post, scope)
);
-- Which classes a person teaches: how far a class teacher's token reaches.
create table class_teacher (
    class_id text not null,
    person text not null,
    held_from date,
    held_to date,
    primary key (class_id, person)
);
create index class_teacher_person on class_teacher (person);

-- The name of a child and its guardians, sealed. family: a keyed hash of where the family is reached, the same for brothers and sisters.
create table roster_copy (
    student text primary key,
    school text not null,
    class text not null,
    place text not null,
    home_place text,
    sealed text not null,
    family text,
    revision bigint not null
);

alter table roster_copy enable row level security;
create policy worker on roster_copy to ${worker} using (true);
create policy web on roster_copy for select to ${web} using (baoxue_may_see(place, home_place, school, class));

grant select, insert, update, delete on place_copy, organisation_copy, post_copy, class_teacher, roster_copy to ${worker};
grant select on place_copy, organisation_copy, roster_copy to ${web};
