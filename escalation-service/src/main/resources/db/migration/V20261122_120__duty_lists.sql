-- Duties are listed by owner, place, school, class and student, each of one state, by due time: no list reads the whole table.
-- Codes of places compare byte by byte, so that a prefix is a range of the index.
drop index duty_owner;
drop index duty_school;
create index duty_of_owner on duty (owner_scope, owner_post, state, due_at, id);
create index duty_of_place on duty (place collate "C", state, due_at, id);
create index duty_of_school on duty (school, state, due_at, id);
create index duty_of_class on duty (class_id, state, due_at, id);
create index duty_of_student on duty (student, due_at, id);

-- One duty per (subject, rule, date, counted day, revision): the id is a name made of these, and the table refuses a second as well.
-- The subject is the one under which it was opened: a duty that goes with its mark to another spell keeps its name.
alter table duty add column opened_for text;
update duty set opened_for = subject where id in (
    select distinct on (subject, rule, date, day, revision) id from duty
    order by subject, rule, date, day, revision, opened_at, id);
create unique index duty_once on duty (opened_for, rule, date, day, revision);
