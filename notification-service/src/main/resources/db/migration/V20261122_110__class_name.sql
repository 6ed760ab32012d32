-- What people call a class; texts say it instead of the id.
alter table roster_copy add column class_name text;
create index roster_copy_class on roster_copy (class) where class_name is not null;
