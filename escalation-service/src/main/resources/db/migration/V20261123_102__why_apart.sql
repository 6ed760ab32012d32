-- Why a duty was opened is long, never changes, and is read only when somebody asks. Kept apart, a duty's row is a quarter as
-- long: so many more of them fit into memory, and its ending, which writes the row anew, writes less. Rows from before, and
-- those that a node of the version before writes, keep it where it was. Numbered, for a new number touches one page of an index.
create sequence duty_why_no cache 50;
create table duty_why (
    no bigint primary key,
    why jsonb not null
);
alter table duty add column why_no bigint;
alter table duty alter column why drop not null;

comment on table duty_why is 'Days, marks and clauses: of no child by itself';
grant usage on sequence duty_why_no to ${worker};
grant select, insert on duty_why to ${worker};
grant select on duty_why to ${web};
