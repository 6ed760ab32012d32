-- Which school has already named a child in a week is asked before another one names it.
create index week_list_student on week_list (student) where off_at is null;
