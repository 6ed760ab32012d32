-- Where a parked record failed, without anything that it holds; told anew by each replay that fails.
alter table dead_letter add column cause text;
alter table dead_letter add column tries int not null default 0;
alter table dead_letter add column tried_at timestamptz;
create index dead_letter_waiting on dead_letter (id) where replayed_at is null;
