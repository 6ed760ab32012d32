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
import java.util.Optional;
import java.util.Set;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.escalation.week.Named;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;

/** Who is on a school's lists of weeks, and when they are looked at: one statement a kind, however many children it has. */
@ApplicationScoped
class WeekListStore {

    private final Jdbi jdbi;

    WeekListStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A child on a list, as it stands there. */
    record Row(String duty, Named named, boolean told, boolean off) {}

    /** A child on another school's list. */
    record Elsewhere(String rule, LocalDate monday, String student) {}

    /** Who stands on another school's list of a week since then, whatever became of it unless it was dropped. */
    Set<Elsewhere> elsewhere(String school, LocalDate since, Collection<String> students) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select d.rule, cast(right(d.subject, 10) as date) as monday, w.student
                        from week_list w join duty d on d.id = w.duty
                        where w.student = any(:students) and w.off_at is null
                            and d.school <> :school and d.subject_kind = 'SCHOOL_WEEK' and d.state <> 'CANCELLED'
                            and d.date >= :since
                        """)
                .bind("school", school)
                .bind("since", since)
                .bindArray("students", String.class, students)
                .map((row, context) -> new Elsewhere(
                        row.getString("rule"), row.getObject("monday", LocalDate.class), row.getString("student")))
                .set());
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
