-- An answer is kept as long as somebody may send the same write again; it speaks of children, so no longer.
create index idempotent_answer_age on idempotent_answer using brin (answered_at);
grant delete on idempotent_answer to ${worker};
