-- When the day rules of an absence will fire, as it was last said: so that a deadline that moves can be told with what it was.
alter table spell add column deadlines jsonb not null default '[]';
