-- Intake that an operator has paused. It stands where the offset stands: whoever raises a mark looks here after locking it, so no node
-- takes anything in after the pause was answered, and a restart keeps it.
create table inbox_pause (
    topic text primary key,
    paused_by text not null,
    reason text not null,
    paused_at timestamptz not null
);
-- Who did what to the running service, and why: pauses, and what became of parked records. Only ever added to.
create table operation_audit (
    at timestamptz not null,
    person text not null,
    operation text not null,
    subject text not null,
    reason text not null,
    records bigint not null
);
create index operation_audit_at on operation_audit (at);

grant select, insert, delete on inbox_pause to ${worker};
grant insert on operation_audit to ${worker};
