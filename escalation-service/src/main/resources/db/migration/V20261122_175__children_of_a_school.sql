-- Also of those who are not enrolled any more: a look at a school's week or term asks for all of them, and without an index it
-- read every child of every school.
create index child_of_school on child (school, class_id);
drop index child_by_class;
