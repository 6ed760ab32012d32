-- Why a notice stopped being true after its messages were made: what was not sent yet is then not sent.
alter table notice add column overtaken text;
-- How long an order that certainly did not go out is worth trying, and whether another address follows should it fail.
alter table message add column worth_until timestamptz;
alter table message add column last_address boolean not null default true;

-- The end of a spell speaks of its notices whatever has become of them.
create index notice_of_spell on notice (spell) where spell is not null;
drop index notice_spell;
-- What people have to see to.
create index notice_for_people on notice (state) where state in ('FAILED', 'UNCLEAR');
