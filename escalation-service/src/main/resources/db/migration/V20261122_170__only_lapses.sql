-- Until when, as the last look at the child found, time alone does nothing about it but let duties lapse: such a lapse needs no
-- look at all that is known. Missing where more may be due.
alter table child add column only_lapses_until timestamptz;
