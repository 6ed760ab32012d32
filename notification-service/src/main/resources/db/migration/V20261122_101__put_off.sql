-- A report that cannot be rendered must not keep the others waiting: it is tried again later.
alter table report add column render_from timestamptz not null default '-infinity';
