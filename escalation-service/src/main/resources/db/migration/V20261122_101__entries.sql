-- Who entered a roll call must not be told of it: the session as the school calls it and the person travel on with what it makes owed.
alter table roll_call add column session text;
