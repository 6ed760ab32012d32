-- Who ended a leave earlier than it was granted; its days and revision are those that hold now.
alter table leave add shortened_by text;
