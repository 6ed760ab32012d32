-- A leave is the child's, whichever class the child is in by then. Asked past row security, because whoever calls the roll
-- of a class need not see the leave itself; the caller's right to the classes is checked before.
create function children_on_leave(classes text[], day date, session_order int) returns setof text
    language sql stable security definer set search_path = public, pg_temp
as $$
    select leave.student
    from leave
    join enrolment on enrolment.student = leave.student
    where enrolment.class_id = any (classes) and enrolment.from_date <= day and coalesce(enrolment.to_date, 'infinity') >= day
      and withdrawn_at is null
      and (leave.from_date, leave.from_order) <= (day, session_order) and (leave.to_date, leave.to_order) >= (day, session_order)
$$;
revoke execute on function children_on_leave(text[], date, int) from public;
grant execute on function children_on_leave(text[], date, int) to ${web}, ${worker};

-- The township of the household register is responsible only once a case is opened: that is the ledger's to know. Here a
-- child is seen from its school and the school's places. Leaves follow the child.
alter policy web on student using (baoxue_may_see(place, null, school, class_id));
alter policy web on enrolment using (baoxue_may_see(place, null, school, class_id));
alter policy web on ed_fi_event using (baoxue_may_see(place, null, school, class_id));
alter policy web on leave using (exists (select 1 from student where student.id = leave.student));
