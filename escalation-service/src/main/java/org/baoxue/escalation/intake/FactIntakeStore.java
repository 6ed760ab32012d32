package org.baoxue.escalation.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;

/** Adds facts: each kind of a batch in one statement, whatever the number of classes, children or marks. */
@ApplicationScoped
class FactIntakeStore {
    private final Jdbi jdbi;

    FactIntakeStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A child of whom a roll call speaks, in the class of that roll call. */
    record Spoken(String student, String school, String place, String classId) {}

    void addRollCalls(List<Shapes.RollCall> rollCalls) {
        add("""
                insert into roll_call (class_id, date, session, session_order, revision, school, place, taken_at, taken_by,
                    accepted_at, present, late, absent, "leave")
                select "class", date, session, "sessionOrder", revision, school, place, "takenAt", "takenBy",
                    "acceptedAt", present, late, absent, "leave"
                from jsonb_to_recordset(cast(:rows as jsonb)) as r ("class" text, date date, session text,
                    "sessionOrder" int, revision int, school text, place text, "takenAt" timestamptz, "takenBy" text, "acceptedAt" timestamptz,
                    present text[], late text[], absent text[], "leave" text[])
                on conflict do nothing
                """, rollCalls);
    }

    /** Whom earlier revisions of these roll calls named, by the call: a revision that leaves a child out takes its mark back. */
    Map<String, Set<String>> namedBefore(List<Shapes.RollCall> rollCalls) {
        Map<String, Set<String>> named = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select distinct r."class" || '/' || r.date || '/' || r."sessionOrder" as call, student
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r ("class" text, date date, "sessionOrder" int, revision int)
                        join roll_call before on before.class_id = r."class" and before.date = r.date
                            and before.session_order = r."sessionOrder" and before.revision < r.revision
                        cross join unnest(before.present || before.late || before.absent || before."leave") as student
                        """)
                .bind("rows", Json.write(rollCalls))
                .map((row, context) -> named.computeIfAbsent(row.getString("call"), call -> new HashSet<>())
                        .add(row.getString("student")))
                .list());
        return named;
    }

    /** A child that nobody enrolled yet belongs to the class that called it. */
    void addChildren(List<Spoken> children) {
        add("""
                insert into child (student, school, place, class_id, enrolled, revision)
                select distinct on (student) student, school, place, "classId", true, 0
                from jsonb_to_recordset(cast(:rows as jsonb))
                    as r (student text, school text, place text, "classId" text)
                order by student
                on conflict do nothing
                """, children);
        add("""
                insert into child_class (student, class_id, school)
                select distinct student, "classId", school
                from jsonb_to_recordset(cast(:rows as jsonb)) as r (student text, school text, "classId" text)
                on conflict do nothing
                """, children);
    }

    /** The latest enrolment says where a child belongs; one that ended leaves it where it was. */
    void addEnrolments(List<Shapes.Enrolment> enrolments) {
        add("""
                insert into enrolment_change (student, revision, school, class_id, change, effective, accepted_at)
                select student, revision, school, "class", change, effective, "acceptedAt"
                from jsonb_to_recordset(cast(:rows as jsonb)) as r (student text, revision int, school text, "class" text,
                    change text, effective date, "acceptedAt" timestamptz)
                on conflict do nothing
                """, enrolments);
        add("""
                insert into child (student, school, place, home_place, class_id, enrolled, revision)
                select distinct on (student) student, school, place, "homePlace", "class",
                    change in ('ENROLLED', 'CLASS_CHANGED'), revision
                from jsonb_to_recordset(cast(:rows as jsonb)) as r (student text, school text, place text, "homePlace" text,
                    "class" text, change text, revision int)
                order by student, revision desc
                on conflict (student) do update set school = excluded.school, place = excluded.place,
                    home_place = excluded.home_place, class_id = excluded.class_id, enrolled = excluded.enrolled,
                    revision = excluded.revision
                    where child.revision < excluded.revision
                """, enrolments);
        add("""
                insert into child_class (student, class_id, school)
                select distinct student, "class", school
                from jsonb_to_recordset(cast(:rows as jsonb)) as r (student text, school text, "class" text)
                on conflict do nothing
                """, enrolments);
    }

    void addLeaves(List<Shapes.LeaveGranted> leaves) {
        add("""
                insert into leave_fact (leave_id, revision, student, withdrawn, kind, from_date, from_order, to_date, to_order,
                    accepted_at)
                select "leave", revision, student, false, kind, "from", "fromSessionOrder", "to", "toSessionOrder", "acceptedAt"
                from jsonb_to_recordset(cast(:rows as jsonb)) as r ("leave" text, revision int, student text, kind text,
                    "from" date, "fromSessionOrder" int, "to" date, "toSessionOrder" int, "acceptedAt" timestamptz)
                on conflict do nothing
                """, leaves);
    }

    void addWithdrawals(List<Shapes.LeaveWithdrawn> withdrawals) {
        add("""
                insert into leave_fact (leave_id, revision, student, withdrawn, accepted_at)
                select "leave", revision, student, true, "acceptedAt"
                from jsonb_to_recordset(cast(:rows as jsonb)) as r ("leave" text, revision int, student text,
                    "acceptedAt" timestamptz)
                on conflict do nothing
                """, withdrawals);
    }

    /** The first day of which any revision of these leaves spoke, by student. */
    Map<String, LocalDate> firstDays(Set<String> leaves) {
        Map<String, LocalDate> first = new HashMap<>();
        if (!leaves.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery("""
                            select student, min(from_date) as first from leave_fact
                            where leave_id = any(:leaves) and from_date is not null group by student
                            """)
                    .bindArray("leaves", String.class, leaves)
                    .map((row, context) -> Optional.ofNullable(
                            first.put(row.getString("student"), row.getObject("first", LocalDate.class))))
                    .list());
        }
        return first;
    }

    void addClosedDays(List<Shapes.DayClosed> days) {
        add("""
                insert into day_close (school, date, closed_at, members, marked, exceptions_only)
                select school, date, "closedAt", members, marked, "exceptionsOnly"
                from jsonb_to_recordset(cast(:rows as jsonb)) as r (school text, date date, "closedAt" timestamptz,
                    members int, marked int, "exceptionsOnly" boolean)
                on conflict do nothing
                """, days);
    }

    private void add(String sql, List<?> rows) {
        if (!rows.isEmpty()) {
            jdbi.useHandle(handle ->
                    handle.createUpdate(sql).bind("rows", Json.write(rows)).execute());
        }
    }
}
