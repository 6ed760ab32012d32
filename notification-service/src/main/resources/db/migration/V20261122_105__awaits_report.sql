-- Planned notices that wait for their signed report: asked after every commit.
create index notice_awaits_report on notice (at)
    where state = 'PLANNED' and report is null and occasion = 'done' and rule in ('township-report', 'formal-report');
