package org.baoxue.escalation.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.term.Pupil;
import org.baoxue.escalation.term.Stay;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What a school's children are known by at the start of a term: one statement a kind, however many they are. */
@ApplicationScoped
class PupilStore {
    private final Jdbi jdbi;

    PupilStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A child as its enrolments say it: at least one stay. */
    record Enrolled(WatchedChild child, List<Stay> stays) {}

    /** @param seenOn the first date of those asked for */
    record Seen(Optional<LocalDate> seenOn, Set<LocalDate> onLeave) {
        static final Seen NEVER = new Seen(Optional.empty(), Set.of());
    }

    /** Between two dates, both included. */
    record Span(LocalDate from, LocalDate until) {}

    /**
     * @param subject that of which the dates are asked
     * @param from the first date that matters
     * @param until from when on it is not the school's any more
     */
    record Here(
            String subject,
            String student,
            LocalDate from,
            @Nullable LocalDate until) {}

    /**
     * Children enrolled at the school, those who have gone to another one since then, and those who were listed there; not those
     * whom only a roll call has named. Of who has gone, class and place are those that it had here.
     *
     * @param since who went away earlier is another school's matter alone
     * @param gone who has left for good before that, and is not listed, is nobody's matter any more
     */
    List<Enrolled> enrolled(String school, LocalDate since, LocalDate gone) {
        Map<String, Member> members = new LinkedHashMap<>();
        Map<String, List<Stay.Change>> changes = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        with pupil as (
                            select student from child c where school = :school and (enrolled or not exists (
                                select from enrolment_change e where e.student = c.student and e.revision = c.revision
                                    and e.change in ('GRADUATED', 'TRANSFER_CONFIRMED') and e.effective < :gone))
                            union
                            select student from unregistered where school = :school
                                and (ending is null or term_to >= :since or subject in (select subject from duty
                                    where school = :school and subject_kind = 'TERM_START' and state = 'OPEN'))
                            union
                            select here.student from enrolment_change here
                                join enrolment_change away on away.student = here.student and away.school <> here.school
                                    and away.revision > here.revision and away.effective > :since
                                where here.school = :school
                        )
                        select c.student, c.home_place, c.place, c.class_id, c.school as school_now,
                            (select place from school where code = :school) as own_place,
                            (select class_id from child_class k where k.student = c.student and k.school = :school
                                order by class_id desc limit 1) as own_class,
                            e.revision, e.school, e.change, e.effective, e.accepted_at, e.class_id as changed_class
                        from pupil join child c using (student) join enrolment_change e using (student)
                        """)
                .bind("school", school)
                .bind("since", since)
                .bind("gone", gone)
                .map((row, context) -> {
                    members.putIfAbsent(row.getString("student"), member(row));
                    return changes.computeIfAbsent(row.getString("student"), student -> new ArrayList<>())
                            .add(change(row));
                })
                .list());
        return members.values().stream()
                .flatMap(
                        member -> member.at(school, Stay.at(school, changes.getOrDefault(member.student(), List.of()))))
                .toList();
    }

    /** @param ownClass one that it had here, for changes that were accepted before they named theirs */
    private record Member(
            String student,
            @Nullable String homePlace,
            String schoolNow,
            String place,
            String classId,
            @Nullable String ownPlace,
            @Nullable String ownClass) {
        Stream<Enrolled> at(String school, List<Stay> stays) {
            if (stays.isEmpty()) {
                return Stream.empty();
            }
            boolean here = schoolNow.equals(school);
            String placeHere = here || ownPlace == null ? place : ownPlace;
            String classHere =
                    here ? classId : stays.getLast().lastClass().orElseGet(() -> ownClass == null ? classId : ownClass);
            return Stream.of(new Enrolled(new WatchedChild(student, school, placeHere, homePlace, classHere), stays));
        }
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getString("student"),
                row.getString("home_place"),
                row.getString("school_now"),
                row.getString("place"),
                row.getString("class_id"),
                row.getString("own_place"),
                row.getString("own_class"));
    }

    private static Stay.Change change(ResultSet row) throws SQLException {
        return new Stay.Change(
                row.getInt("revision"),
                row.getString("school"),
                Fact.Change.valueOf(row.getString("change")),
                row.getObject("effective", LocalDate.class),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_class"));
    }

    /** The classes in which roll calls may speak of these children, among them those of other schools. */
    Set<String> classesOf(Collection<String> students) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select distinct class_id from child_class where student = any(:students)")
                        .bindArray("students", String.class, students)
                        .mapTo(String.class)
                        .set());
    }

    /**
     * What the roll calls of these classes said last of each subject's child since it was to come; where only exceptions are
     * reported silence, that is, no roll call of the date names the child as missing.
     *
     * @param pupils of the school, with the dates between which they are its own
     */
    Map<String, Seen> seen(String school, Collection<String> classes, Collection<Here> pupils, Span in) {
        Map<String, Seen> seen = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        with pupil as materialized (
                            select * from jsonb_to_recordset(cast(:pupils as jsonb))
                                as p (subject text, student text, "from" date, until date)
                        ), latest as materialized (
                            select distinct on (class_id, date, session_order) class_id, date, present, late, absent, "leave"
                            from roll_call where class_id = any(:classes) and date between :from and :until
                            order by class_id, date, session_order, revision desc
                        ), excused as materialized (
                            select distinct student, date from latest, unnest(absent || "leave") as student
                        ), marks as (
                            select student, date, true as seen from latest, unnest(present || late) as student
                            union all select student, date, false from latest, unnest("leave") as student
                            union all select p.student, d.date, true from day_close d join pupil p
                                on d.date >= p."from" and (p.until is null or d.date < p.until)
                                where d.school = :school and d.exceptions_only and d.date between :from and :until
                                  and not exists (select from excused x where x.student = p.student and x.date = d.date)
                        )
                        select subject, min(date) filter (where seen and date >= p."from") as seen_on,
                            array_agg(distinct date) filter (where not seen) as on_leave
                        from marks join pupil p using (student) group by subject
                        """)
                .bindArray("classes", String.class, classes)
                .bind("pupils", Json.write(pupils))
                .bind("school", school)
                .bind("from", in.from())
                .bind("until", in.until())
                .map((row, context) -> seen.put(row.getString("subject"), seen(row)) == null)
                .list());
        return seen;
    }

    private static Seen seen(ResultSet row) throws SQLException {
        Array onLeave = row.getArray("on_leave");
        Set<LocalDate> dates = onLeave == null
                ? Set.of()
                : Arrays.stream((Date[]) onLeave.getArray())
                        .map(Date::toLocalDate)
                        .collect(Collectors.toSet());
        return new Seen(Optional.ofNullable(row.getObject("seen_on", LocalDate.class)), dates);
    }

    /** The dates on which each class was called; a day that closed where only exceptions are reported called them all. */
    Map<String, NavigableSet<LocalDate>> called(String school, Collection<String> classes, Span in) {
        Map<String, NavigableSet<LocalDate>> called = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select class_id, date from roll_call
                        where class_id = any(:classes) and date between :from and :until group by class_id, date
                        union all
                        select class_id, d.date from unnest(:classes) as class_id, day_close d
                        where d.school = :school and d.exceptions_only and d.date between :from and :until
                        """)
                .bindArray("classes", String.class, classes)
                .bind("school", school)
                .bind("from", in.from())
                .bind("until", in.until())
                .map((row, context) -> called.computeIfAbsent(row.getString("class_id"), name -> new TreeSet<>())
                        .add(row.getObject("date", LocalDate.class)))
                .list());
        return called;
    }

    /**
     * The first date of all on which any class of the school was called, or silence was a roll call; and the first one from each of
     * these on.
     */
    NavigableSet<LocalDate> firstCalled(String school, Collection<LocalDate> from, LocalDate until) {
        return jdbi.withHandle(handle -> new TreeSet<>(handle.createQuery("""
                        with class as materialized (
                            select distinct class_id from child_class where school = :school
                        ), first as (
                            select date '0001-01-01' as date union select unnest(cast(:from as date[]))
                        )
                        select distinct called.date from first cross join lateral (
                            select min(date) as date from (
                                select (select r.date from roll_call r where r.class_id = class.class_id
                                    and r.date between first.date and :until order by r.date limit 1) as date
                                from class
                                union all
                                select min(d.date) from day_close d where d.school = :school and d.exceptions_only
                                    and d.date between first.date and :until
                            ) as one
                        ) as called where called.date is not null
                        """)
                .bind("school", school)
                .bindArray(
                        "from",
                        String.class,
                        from.stream().map(LocalDate::toString).toList())
                .bind("until", until)
                .mapTo(LocalDate.class)
                .list()));
    }

    /** The leaves that stand: the last revision of each, where that is no withdrawal. */
    Map<String, List<Pupil.Leave>> leaves(Collection<String> students) {
        Map<String, List<Pupil.Leave>> leaves = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select * from (
                            select distinct on (leave_id) student, withdrawn, from_date, to_date, accepted_at from leave_fact
                            where student = any(:students) order by leave_id, revision desc, withdrawn desc
                        ) as last where not withdrawn
                        """)
                .bindArray("students", String.class, students)
                .map((row, context) -> leaves.computeIfAbsent(row.getString("student"), name -> new ArrayList<>())
                        .add(new Pupil.Leave(
                                row.getObject("from_date", LocalDate.class),
                                row.getObject("to_date", LocalDate.class),
                                row.getObject("accepted_at", OffsetDateTime.class)
                                        .toInstant())))
                .list());
        return leaves;
    }
}
