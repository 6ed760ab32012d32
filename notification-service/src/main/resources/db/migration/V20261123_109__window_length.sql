-- How long what is told together gathers, as the place's policy has it; a row without it, also an older pod's, gathers for a quarter of an hour.
alter table notice add column window_minutes int check (window_minutes > 0);
