-- 四查三比对, comparisons one and two (B 三(二)1-2): who lives in a place at school age, who is enrolled, who comes.

-- Where a list of residents came from. Of the lists before a place's last one, only this is kept, and what was found with them.
create table resident_register (
    id text primary key,
    seq bigint generated always as identity unique,
    place text not null,
    as_of date not null,
    source text not null,
    file_digest text not null,
    accepted int not null,
    not_of_age int not null,
    refused int not null,
    imported_by text not null,
    imported_at timestamptz not null
);
comment on column resident_register.file_digest is 'SHA-256 of the file in hexadecimal: the same file again is the same register';
create index resident_register_place on resident_register (place collate "C", seq);

create table resident (
    register text not null references resident_register (id),
    mark text not null,
    home_place text not null,
    sealed text not null,
    primary key (register, mark)
);
comment on column resident.mark is 'HMAC-SHA256 of the identity number, as in student_number.identity_mark';
comment on column resident.sealed is 'name and identity number';

create table comparison (
    id text primary key,
    seq bigint generated always as identity unique,
    place text not null,
    date date not null,
    from_date date not null,
    register text not null references resident_register (id),
    previous text references comparison (id),
    run_by text not null,
    run_at timestamptz not null,
    check (from_date <= date)
);
comment on column comparison.previous is 'the comparison of the same place before: whoever was in it is in this one';
create index comparison_place on comparison (place collate "C", seq);

-- One row a child and comparison: what the lists said, and the one state that follows.
create table comparison_child (
    comparison text not null references comparison (id),
    child text not null,
    student text,
    place text not null,
    home_place text,
    school text,
    class_id text,
    numbered boolean not null,
    in_register boolean not null,
    enrolled boolean not null,
    came boolean not null,
    on_leave boolean not null,
    state text check (state in ('IN_SCHOOL', 'ON_LEAVE', 'ELSEWHERE', 'DEFERRED', 'SUSPENDED', 'OUT', 'UNKNOWN', 'NOT_DUE')),
    primary key (comparison, child)
);
comment on column comparison_child.child is 'the mark of its identity number; student:<id> while the suite does not know that number';

create table difference (
    id text primary key,
    area text not null,
    kind text not null check (kind in ('NOT_ENROLLED', 'NOT_SEEN', 'NO_IDENTITY_NUMBER', 'NOT_IN_REGISTER')),
    child text not null,
    student text,
    place text not null,
    home_place text,
    school text not null,
    class_id text,
    sealed text,
    found_in text not null references comparison (id),
    last_in text not null references comparison (id),
    answer text,
    evidence text,
    until date,
    answered_by text,
    answered_at timestamptz,
    settled_until date,
    ended_at timestamptz,
    ended_in text references comparison (id),
    check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null)),
    check (ended_at is not null or (ended_in is null and settled_until is null))
);
comment on column difference.area is 'the place whose comparisons find it and find it gone';
comment on column difference.settled_until is 'until when its answer keeps it from being found again';
create unique index difference_open on difference (kind, child) where ended_at is null;
create index difference_child on difference (child, kind);
create index difference_student on difference (student) where student is not null;
create index difference_area on difference (area) where ended_at is null;
create index difference_place on difference (place collate "C", id);
create index difference_school on difference (school, id);

-- Nothing that was answered is rewritten: the last row counts.
create table difference_answer (
    difference text not null references difference (id),
    ordinal int not null,
    answer text not null,
    evidence text not null,
    until date,
    answered_by text not null,
    answered_at timestamptz not null,
    primary key (difference, ordinal)
);

alter table resident_register enable row level security;
create policy web on resident_register to ${web} using (baoxue_may_see(place, null, '', null));
create policy worker on resident_register to ${worker} using (true);
alter table resident enable row level security;
create policy worker on resident to ${worker} using (true);
alter table comparison enable row level security;
create policy web on comparison to ${web} using (baoxue_may_see(place, null, '', null));
create policy worker on comparison to ${worker} using (true);
alter table comparison_child enable row level security;
create policy worker on comparison_child to ${worker} using (true);
alter table difference enable row level security;
create policy web on difference to ${web} using (baoxue_may_see(place, home_place, school, class_id));
create policy worker on difference to ${worker} using (true);
alter table difference_answer enable row level security;
create policy web on difference_answer to ${web}
    using (exists (select 1 from difference where difference.id = difference_answer.difference));
create policy worker on difference_answer to ${worker} using (true);

grant select on resident_register, comparison, difference, difference_answer to ${web};
grant select, insert on comparison, difference_answer to ${worker};
grant select, insert, update on resident_register to ${worker};
grant select, insert, delete on resident to ${worker};
grant select, insert, update on comparison_child, difference to ${worker};
