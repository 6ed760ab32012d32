-- From which date on the child is to be looked at again when it is due: its calendar changed, or its school is not known yet.
alter table child add column look_since date;
create index child_look_again on child (student) where look_since is not null;
create index spell_ended on spell (ended_date);
