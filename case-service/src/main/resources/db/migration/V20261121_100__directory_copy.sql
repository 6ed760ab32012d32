-- What this service keeps of the directory, so that it never has to ask. "key" is the record's key on the compacted topic.
create table place (
    key text primary key,
    code text not null unique,
    parent text,
    level text not null,
    zone text
);
create table school (
    key text primary key,
    code text not null unique,
    place text not null,
    zone text not null
);
create table class_teacher (
    key text not null,
    class_id text not null,
    school text not null,
    person text not null,
    from_on date not null,
    to_on date
);
create index class_teacher_key on class_teacher (key);
create index class_teacher_person on class_teacher (person);
create table calendar (
    key text primary key,
    owner_kind text not null,
    owner text not null,
    terms jsonb not null,
    days jsonb not null,
    unique (owner_kind, owner)
);

grant select, insert, update, delete on place, school, class_teacher, calendar to ${worker};
grant select on place, school, class_teacher, calendar to ${web};
