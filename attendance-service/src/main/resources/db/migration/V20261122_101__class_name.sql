-- What people call a class: messages say it instead of the id. A new name is told for every child of the class.
alter table school_class add column name text;
create index student_class on student (class_id);
