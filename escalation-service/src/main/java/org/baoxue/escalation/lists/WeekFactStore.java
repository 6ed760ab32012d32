package org.baoxue.escalation.lists;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.escalation.week.Patterns;
import org.baoxue.escalation.week.TimeAtSchool;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What a school's lists of a week rest on: one statement a kind, however many children it has. */
@ApplicationScoped
class WeekFactStore {
    private final Jdbi jdbi;

    WeekFactStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A child as it is, or was, at the school. */
    record Pupil(WatchedChild child, TimeAtSchool stay) {}

    /** The classes in which the children of each school are or were; none of a school that has none. */
    Map<String, Set<String>> classes(Collection<String> schools) {
        Map<String, Set<String>> classes = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(
                        "select distinct school, class_id from child_class where school = any(:schools)")
                .bindArray("schools", String.class, schools)
                .map((row, context) -> classes.computeIfAbsent(row.getString("school"), school -> new HashSet<>())
                        .add(row.getString("class_id")))
                .list());
        return classes;
    }

    /** When anybody was first said to be at the school. */
    Optional<Instant> knownSince(String school) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select min(accepted_at) from enrolment_change where school = :school")
                        .bind("school", school)
                        .mapTo(OffsetDateTime.class)
                        .findOne()
                        .map(OffsetDateTime::toInstant));
    }

    /**
     * The school's children, those who have gone to another one or left for good since then, and those on these lists. Of who has
     * gone, class and place are those that it had here last.
     */
    Map<String, Pupil> pupils(String school, LocalDate from, Collection<String> lists) {
        Map<String, Pupil> pupils = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        with pupil as (
                            select student from child c where school = :school and (enrolled or not exists (
                                select from enrolment_change e where e.student = c.student and e.revision = c.revision
                                    and e.change in ('GRADUATED', 'TRANSFER_CONFIRMED') and e.effective < :from))
                            union
                            select student from week_list where duty = any(:lists)
                            union
                            select here.student from enrolment_change here
                                join enrolment_change away on away.student = here.student and away.school <> here.school
                                    and away.revision > here.revision and away.effective >= :from
                                where here.school = :school
                        )
                        select c.*, away.effective as away_on, away.school as away_to, came.effective as came_on,
                            (select place from school where code = :school) as own_place,
                            coalesce((select class_id from week_list w where w.duty = any(:lists) and w.student = c.student
                                limit 1), last.class_id, (select class_id from child_class k where k.student = c.student
                                and k.school = :school order by class_id desc limit 1)) as own_class
                        from pupil join child c using (student)
                        left join lateral (select revision, class_id from enrolment_change e
                            where e.student = c.student and e.school = :school order by revision desc limit 1) as last on true
                        left join lateral (select effective, school from enrolment_change e
                            where e.student = c.student and e.school <> :school and e.revision > last.revision
                            order by revision limit 1) as away on true
                        left join lateral (select revision from enrolment_change e
                            where e.student = c.student and e.school <> :school and e.revision < last.revision
                            order by revision desc limit 1) as elsewhere on true
                        left join lateral (select effective from enrolment_change e
                            where e.student = c.student and e.school = :school and e.revision > elsewhere.revision
                            order by revision limit 1) as came on true
                        """)
                .bind("school", school)
                .bind("from", from)
                .bindArray("lists", String.class, lists)
                .map((row, context) -> {
                    boolean gone = !school.equals(row.getString("school"));
                    @Nullable String place = gone ? row.getString("own_place") : row.getString("place");
                    @Nullable String ofClass = gone ? row.getString("own_class") : row.getString("class_id");
                    WatchedChild child = new WatchedChild(
                            row.getString("student"),
                            school,
                            place == null ? row.getString("place") : place,
                            row.getString("home_place"),
                            ofClass == null ? row.getString("class_id") : ofClass);
                    return pupils.put(
                            child.student(),
                            new Pupil(
                                    child,
                                    new TimeAtSchool(
                                            Optional.ofNullable(row.getObject("came_on", LocalDate.class)),
                                            Optional.ofNullable(row.getObject("away_on", LocalDate.class)),
                                            Optional.ofNullable(row.getString("away_to")))));
                })
                .list());
        return pupils;
    }

    /** Those whose absence reached into these dates. */
    Set<String> absent(Collection<String> students, LocalDate from) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct student from spell
                        where student = any(:students) and (state = 'OPEN' or coalesce(ended_date, opened_date) >= :from)
                        """)
                .bindArray("students", String.class, students)
                .bind("from", from)
                .mapTo(String.class)
                .set());
    }

    /** The leaves that stand and reach into these dates. */
    Map<String, List<Patterns.Leave>> leaves(Collection<String> students, LocalDate from, LocalDate until) {
        Map<String, List<Patterns.Leave>> leaves = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select * from (
                            select distinct on (leave_id) student, withdrawn, from_date, to_date from leave_fact
                            where student = any(:students) order by leave_id, revision desc, withdrawn desc
                        ) as last where not withdrawn and from_date <= :until and to_date >= :from
                        """)
                .bindArray("students", String.class, students)
                .bind("from", from)
                .bind("until", until)
                .map((row, context) -> leaves.computeIfAbsent(row.getString("student"), name -> new ArrayList<>())
                        .add(new Patterns.Leave(
                                row.getObject("from_date", LocalDate.class),
                                row.getObject("to_date", LocalDate.class))))
                .list());
        return leaves;
    }

    /**
     * Dates on which a child was absent in one session, which no leave that stands covers, and seen in another; of the last revision
     * of each roll call.
     */
    Map<String, NavigableSet<LocalDate>> skipped(Collection<String> students, LocalDate from, LocalDate until) {
        Map<String, NavigableSet<LocalDate>> skipped = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        with latest as materialized (
                            select distinct on (class_id, date, session_order) class_id, date, session_order, present, late, absent
                            from roll_call where date between :from and :until
                                and class_id in (select class_id from child_class where student = any(:students))
                            order by class_id, date, session_order, revision desc
                        ), missed as (
                            select class_id, date, session_order, student from latest, unnest(absent) as student
                            where student = any(:students)
                        ), leave as materialized (
                            select * from (
                                select distinct on (leave_id) student, withdrawn, from_date, from_order, to_date, to_order
                                from leave_fact where student in (select student from missed)
                                order by leave_id, revision desc, withdrawn desc
                            ) as last where not withdrawn
                        )
                        select distinct m.student, m.date from missed m join latest l using (class_id, date)
                        where (m.student = any(l.present) or m.student = any(l.late))
                            and not exists (select from leave where leave.student = m.student
                                and (leave.from_date, leave.from_order) <= (m.date, m.session_order)
                                and (leave.to_date, leave.to_order) >= (m.date, m.session_order))
                        """)
                .bindArray("students", String.class, students)
                .bind("from", from)
                .bind("until", until)
                .map((row, context) -> skipped.computeIfAbsent(row.getString("student"), name -> new TreeSet<>())
                        .add(row.getObject("date", LocalDate.class)))
                .list());
        return skipped;
    }
}
