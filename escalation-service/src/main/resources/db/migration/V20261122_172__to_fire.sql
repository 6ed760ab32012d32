-- Absences that have ended, of which something that was due before has yet to fire.
create index spell_to_fire on spell (school) where state <> 'OPEN' and deadlines <> '[]';
