-- Whether a roll call saw the child back: only then may an entry be cleared as returned.
alter table case_file add attended boolean not null default false;
update case_file set attended = true where returned_on is not null and not away;
