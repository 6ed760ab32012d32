-- A child who has not come since the term began is reported although no absence was marked.
alter table report drop constraint report_kind_check;
alter table report add constraint report_kind_check
    check (kind in ('TOWNSHIP', 'UNREGISTERED', 'FORMAL', 'MONTH', 'PLATFORM'));
