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
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.watch.FactStore.ClosedDay;
import org.baoxue.escalation.watch.Past.Deed;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Reads what was known at an instant, and holds nothing: whoever works on these children goes on meanwhile. */
@ApplicationScoped
class PastStore {
    private final Jdbi jdbi;

    PastStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Those of {@code students} whom, as was known then, any roll call from a date on has missed, also where that was corrected,
     * or whose absence reached it.
     */
    List<WatchedChild> missed(Collection<String> students, LocalDate since, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from child c where c.student = any(:students) and (exists (
                            select from child_class k join roll_call r on r.class_id = k.class_id and r.date >= :since
                            where k.student = c.student and c.student = any(r.absent)
                              and r.accepted_at <= :asOf and coalesce(r.known_at, r.accepted_at) <= :asOf)
                          or exists (select from spell s where s.student = c.student and s.known_at <= :asOf
                            and coalesce(s.ended_date, 'infinity') >= :since))
                        order by c.student
                        """)
                .bindArray("students", String.class, students)
                .bind("since", since)
                .bind("asOf", asOf)
                .map((row, context) -> ChildStore.child(row))
                .list());
    }

    /** The facts of each child that were known then, its marks from the given date on; always in the same order. */
    Map<String, List<Fact>> facts(Map<String, LocalDate> since, Instant asOf) {
        Map<String, List<Fact>> facts = new HashMap<>();
        jdbi.useHandle(handle -> {
            keep(facts, marks(handle, since, asOf), FactStore::mark);
            keep(facts, ofStudents(handle, "leave_fact", "leave_id, revision", since, asOf), FactStore::leave);
            keep(facts, ofStudents(handle, "enrolment_change", "revision", since, asOf), FactStore::enrolment);
            keep(facts, verifications(handle, since, asOf), FactStore::verified);
        });
        return facts;
    }

    private interface Reading {
        Fact of(ResultSet row) throws SQLException;
    }

    private static void keep(Map<String, List<Fact>> facts, Query rows, Reading reading) {
        rows.map((row, context) -> facts.computeIfAbsent(row.getString("student"), student -> new ArrayList<>())
                        .add(reading.of(row)))
                .list();
    }

    private static Query marks(Handle handle, Map<String, LocalDate> since, Instant asOf) {
        Map<String, LocalDate> ordered = new TreeMap<>(since);
        return handle.createQuery("""
                        select c.student, r.class_id, r.date, r.session_order, r.revision, r.taken_at, r.accepted_at,
                            r.session, r.taken_by,
                            case when c.student = any(r.absent) then 'ABSENT'
                                 when c.student = any(r.late) then 'LATE'
                                 when c.student = any(r."leave") then 'LEAVE'
                                 when c.student = any(r.present) then 'PRESENT'
                                 else 'UNKNOWN' end as mark
                        from unnest(:students, cast(:since as date[])) as c (student, since)
                        join child_class k on k.student = c.student and coalesce(k.known_at, '-infinity') <= :asOf
                        join roll_call r on r.class_id = k.class_id and r.date >= c.since
                          and r.accepted_at <= :asOf and coalesce(r.known_at, r.accepted_at) <= :asOf
                        order by r.accepted_at, r.class_id, r.date, r.session_order, r.revision
                        """)
                .bindArray("students", String.class, ordered.keySet())
                .bindArray(
                        "since",
                        String.class,
                        ordered.values().stream().map(LocalDate::toString).toList())
                .bind("asOf", asOf);
    }

    private static Query ofStudents(
            Handle handle, String table, String order, Map<String, LocalDate> since, Instant asOf) {
        return handle.createQuery("select * from <table> where student = any(:students) and accepted_at <= :asOf"
                        + " and coalesce(known_at, accepted_at) <= :asOf order by accepted_at, <order>")
                .define("table", table)
                .define("order", order)
                .bindArray("students", String.class, since.keySet())
                .bind("asOf", asOf);
    }

    private static Query verifications(Handle handle, Map<String, LocalDate> since, Instant asOf) {
        return handle.createQuery(
                        "select * from verification where student = any(:students) and at <= :asOf order by at, duty")
                .bindArray("students", String.class, since.keySet())
                .bind("asOf", asOf);
    }

    /** The days of each school that were known then to be closed, from a date on. */
    Map<String, List<ClosedDay>> closedDays(Collection<String> schools, LocalDate since, Instant asOf) {
        Map<String, List<ClosedDay>> days = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select * from day_close where school = any(:schools) and date >= :since
                          and closed_at <= :asOf and coalesce(known_at, closed_at) <= :asOf order by closed_at, date
                        """)
                .bindArray("schools", String.class, schools)
                .bind("since", since)
                .bind("asOf", asOf)
                .map((row, context) -> days.computeIfAbsent(row.getString("school"), school -> new ArrayList<>())
                        .add(FactStore.closedDay(row)))
                .list());
        return days;
    }

    /** What was recorded until then about the duties of each child, of duties as they were then. */
    Map<String, List<Deed>> deeds(Collection<String> students, Instant asOf) {
        Map<String, List<Deed>> deeds = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select d.student, d.rule, d.date, d.subject, e.kind, e.outcome, e.at
                        from unnest(:students) as c (student) cross join lateral duties_as_of(:asOf, c.student, '') d
                        join duty_evidence e on e.duty = d.id and coalesce(e.recorded_at, e.at) <= :asOf
                        order by e.at, e.id
                        """)
                .bindArray("students", String.class, students)
                .bind("asOf", asOf)
                .map((row, context) -> deeds.computeIfAbsent(row.getString("student"), student -> new ArrayList<>())
                        .add(new Deed(
                                row.getString("rule"),
                                row.getObject("date", LocalDate.class),
                                row.getString("subject"),
                                Evidence.Kind.valueOf(row.getString("kind")),
                                row.getString("outcome"),
                                row.getObject("at", OffsetDateTime.class).toInstant())))
                .list());
        return deeds;
    }
}
