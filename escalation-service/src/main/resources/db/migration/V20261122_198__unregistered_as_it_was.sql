-- Whoever had not come at a term's start, as it was known at an instant: which of its stays are one absence hangs on how that stood.
create trigger as_it_was after update on unregistered for each row
    when ((old.term_from, old.term_to, old.since, old.enrolment, old.ending, old.ended_on)
        is distinct from (new.term_from, new.term_to, new.since, new.enrolment, new.ending, new.ended_on))
    execute function keep_as_it_was('subject');
create function unregistered_as_of(asked timestamptz, student text) returns setof unregistered
language sql stable as $$
    select r.* from unregistered u
    left join lateral (select w.what from as_it_was w where w.kind = 'unregistered' and w.id = u.subject and w.until > asked
        order by w.until, w.seq limit 1) w on true
    cross join lateral jsonb_populate_record(null::unregistered, coalesce(w.what, to_jsonb(u))) r
    where u.student = unregistered_as_of.student and u.known_at <= asked
$$;
