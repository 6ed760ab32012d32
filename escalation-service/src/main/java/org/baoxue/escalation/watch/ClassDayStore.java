package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** Which schools' class days are to be looked at, and what each class has posted. */
@ApplicationScoped
class ClassDayStore {

    /** When each row that is still to be worked falls due. */
    static final String WAITING = "select class_day_next_at as due from school";

    /** No school is looked at so much later: the clock was set back. */
    private static final Duration SET_BACK = Duration.ofDays(2);

    private final Jdbi jdbi;

    ClassDayStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param since from which date on the calendar may say otherwise than when it was looked at before */
    record Looked(String school, LocalDate date, Optional<LocalDate> since) {}

    List<Looked> claimDue(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select code, class_day, class_day_since from school
                        where class_day_next_at <= :now or class_day_next_at > :back
                        order by class_day_next_at, code limit :limit for update skip locked
                        """)
                .bind("now", now)
                .bind("back", now.plus(SET_BACK))
                .bind("limit", limit)
                .map((row, context) -> new Looked(
                        row.getString("code"),
                        row.getObject("class_day", LocalDate.class),
                        Optional.ofNullable(row.getObject("class_day_since", LocalDate.class))))
                .list());
    }

    /**
     * Another policy may open the next class day sooner: the schools of the place are looked at now, also those at which somebody
     * looks just then, with the policies of before; they are waited for.
     */
    void lookAgain(String place, Instant now) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        with held as (
                            select code from school where left(place, length(:place)) = :place
                              and class_day_next_at is not null order by code for update
                        )
                        update school set class_day_next_at = least(class_day_next_at, :now)
                        from held where school.code = held.code
                        """).bind("place", place).bind("now", now).execute());
    }

    /** What the calendar said otherwise has been looked at. */
    void setNext(String school, LocalDate date, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update school set class_day = :date, class_day_next_at = :at, class_day_since = null
                        where code = :school
                        """)
                .bind("date", date)
                .bind("at", at)
                .bind("school", school)
                .execute());
    }

    void putOff(String school, Instant until) {
        jdbi.useHandle(handle -> handle.createUpdate("update school set class_day_next_at = :at where code = :school")
                .bind("at", until)
                .bind("school", school)
                .execute());
    }

    Set<String> classesOf(String school) {
        return jdbi.withHandle(handle -> new HashSet<>(
                handle.createQuery("select distinct class_id from child where school = :school and enrolled")
                        .bind("school", school)
                        .mapTo(String.class)
                        .list()));
    }

    /** When a roll call of each session was first accepted, by class and date. */
    Map<String, Map<Integer, Instant>> posted(Collection<String> classes, Collection<LocalDate> dates) {
        Map<String, Map<Integer, Instant>> posted = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select class_id, date, session_order, min(accepted_at) as accepted_at from roll_call
                        where class_id = any(:classes) and date = any(cast(:dates as date[]))
                        group by class_id, date, session_order
                        """)
                .bindArray("classes", String.class, classes)
                .bindArray(
                        "dates",
                        String.class,
                        dates.stream().map(LocalDate::toString).toList())
                .map((row, context) -> posted.computeIfAbsent(
                                ClassDays.subject(row.getString("class_id"), row.getObject("date", LocalDate.class)),
                                subject -> new HashMap<>())
                        .put(row.getInt("session_order"), DutyStore.instant(row, "accepted_at")))
                .list());
        return posted;
    }
}
