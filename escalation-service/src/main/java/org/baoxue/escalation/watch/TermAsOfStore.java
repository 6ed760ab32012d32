package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.baoxue.escalation.term.Missing;
import org.baoxue.escalation.term.Stay;
import org.baoxue.escalation.watch.SchoolDutyStore.Beginning;
import org.jdbi.v3.core.Jdbi;

/** What was known at an instant of a term's start: who had called the roll, and the policy that a start keeps. */
@ApplicationScoped
class TermAsOfStore {
    private final Jdbi jdbi;

    TermAsOfStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Between two dates, both included. */
    record Span(LocalDate from, LocalDate to) {}

    /**
     * @param classId in which the child was when this was last said
     * @param kept by what the policy that the start keeps is found again
     */
    record Found(Missing missing, String school, String classId, Beginning kept) {}

    /** The starts of terms at which the child was found missing, at whatever school. */
    List<Found> found(String student, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from unregistered_as_of(:asOf, :student) order by known_at, subject")
                .bind("student", student)
                .bind("asOf", asOf)
                .map((row, context) -> new Found(
                        EnrolmentStore.missing(row),
                        row.getString("school"),
                        row.getString("class_id"),
                        new Beginning(row.getObject("policy_on", LocalDate.class), DutyStore.instant(row, "known_at"))))
                .list());
    }

    /** When each of the classes was called. */
    Map<String, NavigableSet<LocalDate>> called(Collection<String> classes, Span in, Instant asOf) {
        Map<String, NavigableSet<LocalDate>> called = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select distinct class_id, date from roll_call
                        where class_id = any(:classes) and date between :from and :to
                          and accepted_at <= :asOf and coalesce(known_at, accepted_at) <= :asOf
                        """)
                .bindArray("classes", String.class, classes)
                .bind("asOf", asOf)
                .bind("from", in.from())
                .bind("to", in.to())
                .map((row, context) -> called.computeIfAbsent(row.getString("class_id"), name -> new TreeSet<>())
                        .add(row.getObject("date", LocalDate.class)))
                .list());
        return called;
    }

    /** The child's enrolments and their ends, each with the class that it names. */
    List<Stay.Change> changes(String student, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from enrolment_change
                        where student = :student and accepted_at <= :asOf and coalesce(known_at, accepted_at) <= :asOf
                        """)
                .bind("student", student)
                .bind("asOf", asOf)
                .map((row, context) -> EnrolmentStore.change(row))
                .list());
    }

    /** The first date on which any class of the school was called, or silence was a roll call. */
    Optional<LocalDate> schoolCalled(String school, LocalDate from, LocalDate to, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select min(date) from (
                            select (select r.date from roll_call r
                                where r.class_id = c.class_id and r.date between :from and :to
                                  and r.accepted_at <= :asOf and coalesce(r.known_at, r.accepted_at) <= :asOf
                                order by r.date limit 1) as date
                            from (select distinct class_id from child_class where school = :school) as c
                            union all select date from day_close
                            where school = :school and exceptions_only and date between :from and :to
                              and closed_at <= :asOf and coalesce(known_at, closed_at) <= :asOf
                        ) as called
                        """)
                .bind("school", school)
                .bind("asOf", asOf)
                .bind("from", from)
                .bind("to", to)
                .mapTo(LocalDate.class)
                .findOne());
    }
}
