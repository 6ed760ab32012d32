-- In which class a change of enrolment found or put the child: which class was called for it on a day, and where it was last.
-- Unknown in rows from before, but for each child's latest.
alter table enrolment_change add column class_id text;
update enrolment_change e set class_id = c.class_id from child c where c.student = e.student and c.revision = e.revision;
-- The revision of the enrolment to which a term's start belongs: who is enrolled again after an end has another start.
-- 0 where this was not kept: told by the dates.
alter table unregistered add column enrolment int not null default 0;
