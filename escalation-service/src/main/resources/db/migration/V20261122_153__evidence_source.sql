-- Which event another service said it by: an event that is read again, as from a topic's beginning, is no second evidence.
alter table duty_evidence add column source text;
create unique index duty_evidence_source on duty_evidence (duty, source) where source is not null;
