-- A refused roll call of many lines: which of them it was.
alter table roll_call_file_refusal add from_line bigint, add to_line bigint;
update roll_call_file_refusal set from_line = line, to_line = line;
alter table roll_call_file_refusal alter from_line set not null, alter to_line set not null;
