package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.jdbi.v3.core.Jdbi;

/** Duties of no one absence: of a term's start, and of a school's week. */
@ApplicationScoped
public class SchoolDutyStore {
    private final Jdbi jdbi;

    SchoolDutyStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Of a school's children at the start of a term: those still open, and all of these subjects. */
    public List<Owed> termStarts(String school, Collection<String> subjects) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from duty where school = :school and subject_kind = 'TERM_START'
                          and (state = 'OPEN' or subject = any(:subjects)) order by opened_at, id
                        """)
                .bind("school", school)
                .bindArray("subjects", String.class, subjects)
                .map((row, context) -> DutyStore.owed(row))
                .list());
    }

    /** Of a school's weeks: those still open, however long ago, and all of these subjects. */
    public List<Owed> schoolWeeks(String school, Collection<String> subjects) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from duty where school = :school and subject_kind = 'SCHOOL_WEEK' and subject in (
                            select unnest(:subjects) union all select subject from duty
                            where school = :school and subject_kind = 'SCHOOL_WEEK' and state = 'OPEN')
                        order by revision, id
                        """)
                .bind("school", school)
                .bindArray("subjects", String.class, subjects)
                .map((row, context) -> DutyStore.owed(row))
                .list());
    }

    /** By what the policy of a term's start is found again: the date on which it was in force, as it was known then. */
    record Beginning(LocalDate on, Instant knownAt) {}

    Optional<Beginning> termStart(String subject) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select policy_on, known_at from unregistered where subject = :subject")
                        .bind("subject", subject)
                        .map((row, context) -> new Beginning(
                                row.getObject("policy_on", LocalDate.class), DutyStore.instant(row, "known_at")))
                        .findOne());
    }
}
