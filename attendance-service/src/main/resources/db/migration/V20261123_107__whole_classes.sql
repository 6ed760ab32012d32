-- Whoever may see a class sees all of it: a child of the school whose place of registration lies in another county belongs to its
-- class. The caller's right to the classes is checked before.
create function members_of_classes(classes text[], day date) returns table (class_id text, student text)
    language sql stable security definer set search_path = public, pg_temp
as $$
    select enrolment.class_id, enrolment.student from enrolment
    where enrolment.class_id = any (classes) and from_date <= day and coalesce(to_date, 'infinity') >= day
$$;
revoke execute on function members_of_classes(text[], date) from public;
grant execute on function members_of_classes(text[], date) to ${web}, ${worker};
