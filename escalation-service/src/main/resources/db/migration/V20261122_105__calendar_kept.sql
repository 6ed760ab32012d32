-- Which terms stood until when: what has come of a term is not taken back by another.
alter table calendar add column earlier jsonb not null default '[]';
-- An absence that has ended is looked for by the day until which it reached.
drop index spell_ended;
create index spell_ended on spell (coalesce(ended_date, opened_date));
