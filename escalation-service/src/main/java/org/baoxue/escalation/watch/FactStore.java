package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Fact.Change;
import org.baoxue.escalation.spell.Fact.LeaveKind;
import org.baoxue.escalation.spell.Fact.Outcome;
import org.baoxue.escalation.spell.Mark;
import org.baoxue.escalation.spell.Slot;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads the facts of several children at once: one statement a kind, however many marks there are. */
@ApplicationScoped
class FactStore {
    private final Jdbi jdbi;

    FactStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The facts of each child, its marks from the given date on. */
    Map<String, List<Fact>> facts(Map<String, LocalDate> since) {
        Map<String, List<Fact>> facts = new HashMap<>();
        since.keySet().forEach(student -> facts.put(student, new ArrayList<>()));
        jdbi.useHandle(handle -> {
            readMarks(handle, since, facts);
            readLeaves(handle, since.keySet(), facts);
            readEnrolments(handle, since.keySet(), facts);
            readVerifications(handle, since.keySet(), facts);
        });
        return facts;
    }

    /** The closed days of each school from a date on. */
    Map<String, List<ClosedDay>> closedDays(Collection<String> schools, LocalDate since) {
        Map<String, List<ClosedDay>> days = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(
                        "select * from day_close where school = any(:schools) and date >= :since")
                .bindArray("schools", String.class, schools)
                .bind("since", since)
                .map((row, context) -> days.computeIfAbsent(row.getString("school"), school -> new ArrayList<>())
                        .add(closedDay(row)))
                .list());
        return days;
    }

    record ClosedDay(Fact.DayClosed fact, DayEnd end) {}

    static ClosedDay closedDay(ResultSet row) throws SQLException {
        return new ClosedDay(
                new Fact.DayClosed(
                        row.getObject("date", LocalDate.class),
                        row.getBoolean("exceptions_only"),
                        instant(row, "closed_at")),
                new DayEnd(row.getInt("members"), row.getInt("marked")));
    }

    private static void readMarks(Handle handle, Map<String, LocalDate> since, Map<String, List<Fact>> facts) {
        Map<String, LocalDate> ordered = new TreeMap<>(since);
        handle.createQuery("""
                        select c.student, r.class_id, r.date, r.session_order, r.revision, r.taken_at, r.accepted_at,
                            r.session, r.taken_by,
                            case when c.student = any(r.absent) then 'ABSENT'
                                 when c.student = any(r.late) then 'LATE'
                                 when c.student = any(r."leave") then 'LEAVE'
                                 when c.student = any(r.present) then 'PRESENT'
                                 else 'UNKNOWN' end as mark
                        from unnest(:students, cast(:since as date[])) as c (student, since)
                        join child_class k on k.student = c.student
                        join roll_call r on r.class_id = k.class_id and r.date >= c.since
                        """)
                .bindArray("students", String.class, ordered.keySet())
                .bindArray(
                        "since",
                        String.class,
                        ordered.values().stream().map(LocalDate::toString).toList())
                .map((row, context) -> of(facts, row).add(mark(row)))
                .list();
    }

    static Fact mark(ResultSet row) throws SQLException {
        return new Fact.Marked(
                row.getString("class_id"),
                new Slot(row.getObject("date", LocalDate.class), row.getInt("session_order")),
                row.getInt("revision"),
                Mark.valueOf(row.getString("mark")),
                instant(row, "taken_at"),
                instant(row, "accepted_at"),
                new Fact.Entry(row.getString("session"), row.getString("taken_by")));
    }

    private static void readLeaves(Handle handle, Collection<String> students, Map<String, List<Fact>> facts) {
        handle.createQuery("select * from leave_fact where student = any(:students)")
                .bindArray("students", String.class, students)
                .map((row, context) -> of(facts, row).add(leave(row)))
                .list();
    }

    static Fact leave(ResultSet row) throws SQLException {
        if (row.getBoolean("withdrawn")) {
            return new Fact.LeaveWithdrawn(
                    row.getString("leave_id"), row.getInt("revision"), instant(row, "accepted_at"));
        }
        return new Fact.LeaveGranted(
                row.getString("leave_id"),
                row.getInt("revision"),
                LeaveKind.valueOf(row.getString("kind")),
                new Slot(row.getObject("from_date", LocalDate.class), row.getInt("from_order")),
                new Slot(row.getObject("to_date", LocalDate.class), row.getInt("to_order")),
                instant(row, "accepted_at"));
    }

    private static void readEnrolments(Handle handle, Collection<String> students, Map<String, List<Fact>> facts) {
        handle.createQuery("select * from enrolment_change where student = any(:students)")
                .bindArray("students", String.class, students)
                .map((row, context) -> of(facts, row).add(enrolment(row)))
                .list();
    }

    static Fact enrolment(ResultSet row) throws SQLException {
        return new Fact.EnrolmentChanged(
                row.getString("school"),
                Change.valueOf(row.getString("change")),
                row.getObject("effective", LocalDate.class),
                row.getInt("revision"),
                instant(row, "accepted_at"));
    }

    private static void readVerifications(Handle handle, Collection<String> students, Map<String, List<Fact>> facts) {
        handle.createQuery("select * from verification where student = any(:students)")
                .bindArray("students", String.class, students)
                .map((row, context) -> of(facts, row).add(verified(row)))
                .list();
    }

    static Fact verified(ResultSet row) throws SQLException {
        return new Fact.Verified(
                row.getObject("date", LocalDate.class), Outcome.valueOf(row.getString("outcome")), instant(row, "at"));
    }

    private static List<Fact> of(Map<String, List<Fact>> facts, ResultSet row) throws SQLException {
        return facts.computeIfAbsent(row.getString("student"), student -> new ArrayList<>());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
