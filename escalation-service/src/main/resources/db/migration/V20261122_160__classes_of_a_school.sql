-- When any class of a school was called is asked for the explanation of a term's start.
create index child_class_school on child_class (school, class_id);
