package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

    /** By what the policy of the child's start in these dates is found again, where it was found missing. */
    Optional<Beginning> beginning(WatchedChild child, Span in, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select policy_on, known_at from unregistered
                        where student = :student and school = :school and known_at <= :asOf and policy_on between :from and :to
                        order by known_at limit 1
                        """)
                .bind("student", child.student())
                .bind("school", child.school())
                .bind("asOf", asOf)
                .bind("from", in.from())
                .bind("to", in.to())
                .map((row, context) ->
                        new Beginning(row.getObject("policy_on", LocalDate.class), DutyStore.instant(row, "known_at")))
                .findOne());
    }

    /** The dates on which the class was called. */
    List<LocalDate> classCalled(String classId, Span in, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct date from roll_call
                        where class_id = :class and date between :from and :to
                          and accepted_at <= :asOf and coalesce(known_at, accepted_at) <= :asOf
                        order by date
                        """)
                .bind("class", classId)
                .bind("asOf", asOf)
                .bind("from", in.from())
                .bind("to", in.to())
                .mapTo(LocalDate.class)
                .list());
    }

    /** The first date on which any class of the school was called, or silence was a roll call. */
    Optional<LocalDate> schoolCalled(String school, Span in, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select min(date) from (
                            select date from roll_call
                            where class_id in (select class_id from child_class where school = :school)
                              and date between :from and :to
                              and accepted_at <= :asOf and coalesce(known_at, accepted_at) <= :asOf
                            union all select date from day_close
                            where school = :school and exceptions_only and date between :from and :to
                              and closed_at <= :asOf and coalesce(known_at, closed_at) <= :asOf
                        ) as called
                        """)
                .bind("school", school)
                .bind("asOf", asOf)
                .bind("from", in.from())
                .bind("to", in.to())
                .mapTo(LocalDate.class)
                .findOne());
    }
}
