-- How each class's day stands, as its last daily roll call says: so that a county is counted by its classes, not by its marks.
-- A row is there from when the day before is closed, or from the first roll call.
create table class_day (
    date date not null,
    class_id text not null,
    school text not null,
    place text not null,
    due int not null default 0,
    posted int not null default 0,
    late int not null default 0,
    last_order int not null default 0,
    members int not null,
    present int not null default 0,
    late_marks int not null default 0,
    absent int not null default 0,
    on_leave int not null default 0,
    primary key (date, class_id)
);
comment on column class_day.due is 'a bit for each session that begins before the day is complete: 1 for the first, 2 for the second, 4 ...';
comment on column class_day.posted is 'a bit for each session of which a daily roll call was posted';
comment on column class_day.late is 'of those, the ones that were first posted when the day was complete';
comment on column class_day.members is 'who belongs to the class on the date; without those that were marked: unknown';
create index class_day_place on class_day (date, place collate "C", school);
create index class_day_school on class_day (school, date);

alter table class_day enable row level security;
create policy web on class_day to ${web} using (baoxue_may_see(place, null, school, class_id));
create policy worker on class_day to ${worker} using (true);
grant select, insert, update on class_day to ${web};
grant select, insert, update, delete on class_day to ${worker};

insert into class_day (date, class_id, school, place, posted, late, last_order, members, present, late_marks, absent, on_leave)
select date, class_id, max(school), max(place), bit_or(1 << (session_order - 1)), 0, max(session_order),
    (array_agg(cardinality(present) + cardinality(late) + cardinality(absent) + cardinality(on_leave) + cardinality(unknown)
        order by session_order desc, revision desc))[1],
    (array_agg(cardinality(present) order by session_order desc, revision desc))[1],
    (array_agg(cardinality(late) order by session_order desc, revision desc))[1],
    (array_agg(cardinality(absent) order by session_order desc, revision desc))[1],
    (array_agg(cardinality(on_leave) order by session_order desc, revision desc))[1]
from roll_call where kind = 'DAILY' group by date, class_id;
update class_day set due = posted;
