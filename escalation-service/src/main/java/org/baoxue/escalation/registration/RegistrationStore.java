package org.baoxue.escalation.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.term.Pupil;
import org.baoxue.escalation.term.Unregistered;
import org.baoxue.escalation.term.Unregistered.Ending;
import org.baoxue.escalation.term.Unregistered.How;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What a school's children are known by at the start of a term: one statement a kind, however many they are. */
@ApplicationScoped
class RegistrationStore {

    /** When each school is still to be looked at. */
    static final String WAITING = "select term_next_at as due from school";

    private final Jdbi jdbi;

    RegistrationStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A child as its enrolments say it; dates as in {@link Pupil}. */
    record Enrolled(
            WatchedChild child,
            LocalDate enrolledOn,
            Optional<LocalDate> notHereFrom,
            Optional<LocalDate> leftOn,
            Optional<LocalDate> transferOn) {}

    /** @param seenOn the first date of those asked for */
    record Seen(Optional<LocalDate> seenOn, Set<LocalDate> onLeave) {
        static final Seen NEVER = new Seen(Optional.empty(), Set.of());
    }

    record Listed(String subject, WatchedChild child, LocalDate term, Unregistered state) {}

    /** Between two dates, both included. */
    record Span(LocalDate from, LocalDate until) {}

    List<String> claimDue(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select code from school where term_next_at <= :now
                        order by term_next_at, code limit :limit for update skip locked
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    void setNext(String school, Optional<Instant> at) {
        jdbi.useHandle(handle -> handle.createUpdate("update school set term_next_at = :at where code = :school")
                .bind("at", at.orElse(null))
                .bind("school", school)
                .execute());
    }

    /** Schools of listed children, and these schools, are looked at now; in the order in which everybody takes schools. */
    void lookAt(Collection<String> students, Collection<String> schools, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with due as (
                            select code from school
                            where (code = any(:schools)
                                or code in (select school from unregistered where student = any(:students)))
                              and (term_next_at is null or term_next_at > :now)
                            order by code for no key update
                        )
                        update school set term_next_at = :now from due where school.code = due.code
                        """)
                .bindArray("schools", String.class, schools)
                .bindArray("students", String.class, students)
                .bind("now", now)
                .execute());
    }

    /** @param owners a class, a school, a place, or CN for the nation, by kind */
    void lookAtSchoolsUnder(List<Map<String, Object>> owners, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with owner as (
                            select kind, code from jsonb_to_recordset(cast(:rows as jsonb)) as r (kind text, code text)
                        ), due as (
                            select s.code from school s where exists (select from owner o where
                                (o.kind = 'SCHOOL' and o.code = s.code)
                                or (o.kind = 'PLACE' and starts_with(s.place, o.code))
                                or (o.kind = 'NATION' and s.place ~ '^[0-9]')
                                or (o.kind = 'CLASS' and exists (
                                    select from child c where c.school = s.code and c.class_id = o.code)))
                            order by s.code for no key update
                        )
                        update school set term_next_at = :now from due where school.code = due.code
                        """)
                .bind("rows", Json.write(owners))
                .bind("now", now)
                .execute());
    }

    /** Children enrolled at the school, and those who were listed there; not those whom only a roll call has named. */
    List<Enrolled> enrolled(String school) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select c.student, c.place, c.home_place, c.class_id, first.effective as enrolled_on,
                            case when c.school <> :school then 'ELSEWHERE' else last.change end as change,
                            last.effective as changed_on
                        from child c
                        join lateral (select effective from enrolment_change e
                            where e.student = c.student and e.school = :school and e.change = 'ENROLLED'
                            order by revision desc limit 1) as first on true
                        join lateral (select change, effective from enrolment_change e
                            where e.student = c.student order by revision desc limit 1) as last on true
                        where c.school = :school or c.student in (select student from unregistered where school = :school)
                        """)
                .bind("school", school)
                .map((row, context) -> enrolled(school, row))
                .list());
    }

    private static Enrolled enrolled(String school, ResultSet row) throws SQLException {
        String change = row.getString("change");
        Optional<LocalDate> changedOn = Optional.of(row.getObject("changed_on", LocalDate.class));
        Optional<LocalDate> none = Optional.empty();
        boolean here = change.equals("ENROLLED") || change.equals("CLASS_CHANGED");
        boolean left = Set.of("ELSEWHERE", "GRADUATED", "TRANSFER_CONFIRMED").contains(change);
        return new Enrolled(
                new WatchedChild(
                        row.getString("student"),
                        school,
                        row.getString("place"),
                        row.getString("home_place"),
                        row.getString("class_id")),
                row.getObject("enrolled_on", LocalDate.class),
                here ? none : changedOn,
                left ? changedOn : none,
                change.equals("TRANSFER_OUT") ? changedOn : none);
    }

    /** The classes in which roll calls may speak of these children, among them those of other schools. */
    Set<String> classesOf(Collection<String> students) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select distinct class_id from child_class where student = any(:students)")
                        .bindArray("students", String.class, students)
                        .mapTo(String.class)
                        .set());
    }

    /** What the roll calls of these classes said last of each child; silence where only exceptions are reported. */
    Map<String, Seen> seen(String school, Collection<String> classes, Span in) {
        Map<String, Seen> seen = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        with latest as materialized (
                            select distinct on (class_id, date, session_order) class_id, date, present, late, absent, "leave"
                            from roll_call where class_id = any(:classes) and date between :from and :until
                            order by class_id, date, session_order, revision desc
                        ), marks as (
                            select student, date, true as seen from latest, unnest(present || late) as student
                            union all select student, date, false from latest, unnest("leave") as student
                            union all select c.student, d.date, true from day_close d join child c on c.school = d.school
                                where d.school = :school and d.exceptions_only and d.date between :from and :until
                                  and not exists (select from latest l where l.class_id = c.class_id and l.date = d.date
                                    and (c.student = any(l.absent) or c.student = any(l."leave")))
                        )
                        select student, min(date) filter (where seen) as seen_on,
                            array_agg(distinct date) filter (where not seen) as on_leave
                        from marks group by student
                        """)
                .bindArray("classes", String.class, classes)
                .bind("school", school)
                .bind("from", in.from())
                .bind("until", in.until())
                .map((row, context) -> seen.put(row.getString("student"), seen(row)) == null)
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

    /** Those still going on, those of this term or a later one, and those for which something is still owed. */
    List<Listed> listed(String school, LocalDate term) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from unregistered where school = :school and (ending is null or term_from >= :term
                            or subject in (select subject from duty where school = :school
                                and subject_kind = 'TERM_START' and state = 'OPEN'))
                        """)
                .bind("school", school)
                .bind("term", term)
                .map((row, context) -> listed(row))
                .list());
    }

    void save(List<Listed> listed) {
        if (listed.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into unregistered (subject, student, school, place, home_place, class_id, term_from, since,
                            ending, ended_on)
                        select subject, student, school, place, home_place, class_id, term_from, since, ending, ended_on
                        from jsonb_populate_recordset(null::unregistered, cast(:rows as jsonb))
                        on conflict (subject) do update set place = excluded.place, home_place = excluded.home_place,
                            class_id = excluded.class_id, since = excluded.since, ending = excluded.ending,
                            ended_on = excluded.ended_on
                        """)
                .bind(
                        "rows",
                        Json.write(listed.stream().map(RegistrationStore::row).toList()))
                .execute());
    }

    private static Map<String, Object> row(Listed listed) {
        Map<String, Object> row = new HashMap<>();
        row.put("subject", listed.subject());
        row.put("student", listed.child().student());
        row.put("school", listed.child().school());
        row.put("place", listed.child().place());
        Stream.ofNullable(listed.child().homePlace()).forEach(home -> row.put("home_place", home));
        row.put("class_id", listed.child().classId());
        row.put("term_from", listed.term());
        row.put("since", listed.state().since());
        listed.state().ending().ifPresent(ending -> {
            row.put("ending", ending.how());
            row.put("ended_on", ending.on());
        });
        return row;
    }

    private static Listed listed(ResultSet row) throws SQLException {
        @Nullable String ending = row.getString("ending");
        return new Listed(
                row.getString("subject"),
                new WatchedChild(
                        row.getString("student"),
                        row.getString("school"),
                        row.getString("place"),
                        row.getString("home_place"),
                        row.getString("class_id")),
                row.getObject("term_from", LocalDate.class),
                new Unregistered(
                        row.getObject("since", LocalDate.class),
                        ending == null
                                ? Optional.empty()
                                : Optional.of(
                                        new Ending(How.valueOf(ending), row.getObject("ended_on", LocalDate.class)))));
    }
}
