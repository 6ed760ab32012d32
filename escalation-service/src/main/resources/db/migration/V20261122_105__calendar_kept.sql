-- Which terms stood until when: what has come of a term is not taken back by another.
alter table calendar add column earlier jsonb not null default '[]';
-- Whether any absence was told under a school's calendar.
create index spell_school on spell (school);
