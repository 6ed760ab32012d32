-- When a leave that was ended earlier had been granted, and until when: accepted_at and to_date are those of its shortening.
-- Null where it was never shortened; and where that was done before, for nobody kept it.
alter table leave
    add granted_at timestamptz,
    add granted_to date,
    add granted_to_order int;
