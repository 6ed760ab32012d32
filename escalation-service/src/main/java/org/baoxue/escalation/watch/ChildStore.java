package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;

/** The row of each child: whoever changes anything about a child holds it first, in one order, so nobody waits in a ring. */
@ApplicationScoped
public class ChildStore {
    private final Jdbi jdbi;

    ChildStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<WatchedChild> lock(Collection<String> students) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from child where student = any(:students) order by student for update")
                .bindArray("students", String.class, students)
                .map((row, context) -> child(row))
                .list());
    }

    List<WatchedChild> find(String student) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from child where student = :student")
                .bind("student", student)
                .map((row, context) -> child(row))
                .list());
    }

    /** Children about which time alone may change something, not held by anybody else. */
    List<String> claimDue(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select student from child where next_due_at <= :now
                        order by next_due_at, student limit :limit for update skip locked
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    void setNext(Map<String, Optional<Instant>> next) {
        List<Map<String, Object>> rows = new ArrayList<>();
        next.forEach((student, at) -> {
            Map<String, Object> row = new HashMap<>();
            row.put("student", student);
            at.ifPresent(instant -> row.put("next_at", instant));
            rows.add(row);
        });
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        update child set next_due_at = r.next_at
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r (student text, next_at timestamptz)
                        where child.student = r.student and child.next_due_at is distinct from r.next_at
                        """).bind("rows", Json.write(rows)).execute());
    }

    Optional<Instant> next() {
        return jdbi.withHandle(handle -> Optional.ofNullable(handle.createQuery("select min(next_due_at) from child")
                        .mapTo(OffsetDateTime.class)
                        .one())
                .map(OffsetDateTime::toInstant));
    }

    long overdue(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from child where next_due_at <= :now")
                .bind("now", now)
                .mapTo(Long.class)
                .one());
    }

    private static WatchedChild child(ResultSet row) throws SQLException {
        return new WatchedChild(
                row.getString("student"),
                row.getString("school"),
                row.getString("place"),
                row.getString("home_place"),
                row.getString("class_id"));
    }
}
