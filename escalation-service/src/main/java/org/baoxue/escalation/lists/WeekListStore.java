package org.baoxue.escalation.lists;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.escalation.week.Named;
import org.baoxue.escalation.week.Patterns;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;

/** What a school's lists of a week rest on, and who is on them: one statement a kind, however many children it has. */
@ApplicationScoped
class WeekListStore {

    /** When each school is still to be looked at. */
    static final String WAITING = "select week_next_at as due from school";

    private final Jdbi jdbi;

    WeekListStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A child on a list, as it stands there. */
    record Row(String duty, Named named, boolean told, boolean off) {}

    List<String> claimDue(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select code from school where week_next_at <= :now
                        order by week_next_at, code limit :limit for update skip locked
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    void setNext(String school, Optional<Instant> at) {
        jdbi.useHandle(handle -> handle.createUpdate("update school set week_next_at = :at where code = :school")
                .bind("at", at.orElse(null))
                .bind("school", school)
                .execute());
    }

    Map<String, WatchedChild> children(String school) {
        Map<String, WatchedChild> children = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select * from child where school = :school")
                .bind("school", school)
                .map((row, context) -> children.put(
                                row.getString("student"),
                                new WatchedChild(
                                        row.getString("student"),
                                        school,
                                        row.getString("place"),
                                        row.getString("home_place"),
                                        row.getString("class_id")))
                        == null)
                .list());
        return children;
    }

    /** Children of the school whose absence reached into these dates. */
    Set<String> absent(String school, LocalDate from) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct student from spell
                        where school = :school and (state = 'OPEN' or coalesce(ended_date, opened_date) >= :from)
                        """)
                .bind("school", school)
                .bind("from", from)
                .mapTo(String.class)
                .set());
    }

    /** The leaves that stand and reach into these dates, of the school's children. */
    Map<String, List<Patterns.Leave>> leaves(String school, LocalDate from, LocalDate until) {
        Map<String, List<Patterns.Leave>> leaves = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select * from (
                            select distinct on (leave_id) student, withdrawn, from_date, to_date from leave_fact
                            join child using (student) where child.school = :school
                            order by leave_id, leave_fact.revision desc, withdrawn desc
                        ) as last where not withdrawn and from_date <= :until and to_date >= :from
                        """)
                .bind("school", school)
                .bind("from", from)
                .bind("until", until)
                .map((row, context) -> leaves.computeIfAbsent(row.getString("student"), name -> new ArrayList<>())
                        .add(new Patterns.Leave(
                                row.getObject("from_date", LocalDate.class),
                                row.getObject("to_date", LocalDate.class))))
                .list());
        return leaves;
    }

    /** Dates on which a child was absent in one session and seen in another; of the last revision of each roll call. */
    Map<String, NavigableSet<LocalDate>> skipped(Collection<String> classes, LocalDate from, LocalDate until) {
        Map<String, NavigableSet<LocalDate>> skipped = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        with latest as materialized (
                            select distinct on (class_id, date, session_order) class_id, date, present, late, absent
                            from roll_call where class_id = any(:classes) and date between :from and :until
                            order by class_id, date, session_order, revision desc
                        ), missed as (
                            select distinct class_id, date, student from latest, unnest(absent) as student
                        )
                        select distinct m.student, m.date from missed m join latest l using (class_id, date)
                        where m.student = any(l.present) or m.student = any(l.late)
                        """)
                .bindArray("classes", String.class, classes)
                .bind("from", from)
                .bind("until", until)
                .map((row, context) -> skipped.computeIfAbsent(row.getString("student"), name -> new TreeSet<>())
                        .add(row.getObject("date", LocalDate.class)))
                .list());
        return skipped;
    }

    Map<String, List<Row>> rows(Collection<String> duties) {
        Map<String, List<Row>> rows = new HashMap<>();
        jdbi.useHandle(
                handle -> handle.createQuery("select * from week_list where duty = any(:duties) order by student")
                        .bindArray("duties", String.class, duties)
                        .map((row, context) -> rows.computeIfAbsent(row.getString("duty"), name -> new ArrayList<>())
                                .add(row(row)))
                        .list());
        return rows;
    }

    /** @param toldAt when somebody is told of these names by the list; none while it is a draft */
    void put(String duty, List<Named> names, Map<String, WatchedChild> children, Optional<Instant> toldAt) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Named named : names) {
            WatchedChild child =
                    Optional.ofNullable(children.get(named.student())).orElseThrow();
            Map<String, Object> row = new HashMap<>();
            row.put("duty", duty);
            row.put("student", named.student());
            row.put("class_id", child.classId());
            Optional.ofNullable(child.homePlace()).ifPresent(home -> row.put("home_place", home));
            row.put("reasons", named.reasons());
            toldAt.ifPresent(at -> row.put("told_at", at));
            rows.add(row);
        }
        if (!rows.isEmpty()) {
            jdbi.useHandle(handle ->
                    handle.createUpdate("""
                            insert into week_list (duty, student, class_id, home_place, reasons, told_at)
                            select duty, student, class_id, home_place, reasons, told_at
                            from jsonb_populate_recordset(null::week_list, cast(:rows as jsonb))
                            on conflict (duty, student) do update set reasons = excluded.reasons, off_at = null,
                                told_at = coalesce(week_list.told_at, excluded.told_at)
                            """).bind("rows", Json.write(rows)).execute());
        }
    }

    void takeOff(String duty, Collection<String> students, Instant now) {
        if (!students.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(
                            "update week_list set off_at = :now where duty = :duty and student = any(:students)")
                    .bind("now", now)
                    .bind("duty", duty)
                    .bindArray("students", String.class, students)
                    .execute());
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("duty"),
                new Named(row.getString("student"), List.of(Json.read(row.getString("reasons"), Named.Reason[].class))),
                row.getObject("told_at") != null,
                row.getObject("off_at") != null);
    }
}
