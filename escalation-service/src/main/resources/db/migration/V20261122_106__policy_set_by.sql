-- Who set a policy; the ones before this column were set by nobody's hand.
alter table policy add column set_by text;
