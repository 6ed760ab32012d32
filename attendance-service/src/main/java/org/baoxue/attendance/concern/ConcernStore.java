package org.baoxue.attendance.concern;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Concerns, as far as the running transaction sees. */
@ApplicationScoped
class ConcernStore {

    private final Jdbi jdbi;

    ConcernStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Concern concern) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into concern (id, student, school, class_id, place, home_place, kind, raised_by, accepted_at)
                        values (:id, :student, :school, :class, :place, :home, :kind, :raisedBy, :acceptedAt)
                        """)
                .bind("id", concern.id())
                .bind("student", concern.student())
                .bind("school", concern.school())
                .bind("class", concern.classId())
                .bind("place", concern.place())
                .bind("home", concern.homePlace())
                .bind("kind", concern.kind().name())
                .bind("raisedBy", concern.raisedBy())
                .bind("acceptedAt", utc(concern.acceptedAt()))
                .execute());
    }

    Optional<Concern> find(String student, String id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from concern where student = :student and id = :id for update")
                        .bind("student", student)
                        .bind("id", id)
                        .map((row, context) -> concern(row))
                        .findOne());
    }

    void withdraw(String id, Instant now, String by) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update concern set withdrawn_at = :at, withdrawn_by = :by where id = :id")
                .bind("id", id)
                .bind("at", utc(now))
                .bind("by", by)
                .execute());
    }

    List<Concern> page(String student, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from concern where student = :student and id > :after order by id limit :limit
                        """)
                .bind("student", student)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> concern(row))
                .list());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Concern concern(ResultSet row) throws SQLException {
        var withdrawn = row.getObject("withdrawn_at", OffsetDateTime.class);
        return new Concern(
                row.getString("id"),
                row.getString("student"),
                row.getString("school"),
                row.getString("class_id"),
                row.getString("place"),
                row.getString("home_place"),
                ConcernKind.valueOf(row.getString("kind")),
                row.getString("raised_by"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                withdrawn == null ? null : withdrawn.toInstant());
    }
}
