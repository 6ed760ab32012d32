package org.baoxue.attendance.leave;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Leaves, as far as the running transaction sees. */
@ApplicationScoped
class LeaveStore {

    private final Jdbi jdbi;

    LeaveStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Leave leave) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into leave (id, student, school, class_id, place, home_place, from_date, from_order,
                            to_date, to_order, kind, approved_by, accepted_at, revision)
                        values (:id, :student, :school, :class, :place, :home, :from, :fromOrder,
                            :to, :toOrder, :kind, :approvedBy, :acceptedAt, :revision)
                        """)
                .bind("id", leave.id())
                .bind("student", leave.student())
                .bind("school", leave.school())
                .bind("class", leave.classId())
                .bind("place", leave.place())
                .bind("home", leave.homePlace())
                .bind("from", leave.from())
                .bind("fromOrder", leave.fromOrder())
                .bind("to", leave.to())
                .bind("toOrder", leave.toOrder())
                .bind("kind", leave.kind().name())
                .bind("approvedBy", leave.approvedBy())
                .bind("acceptedAt", utc(leave.acceptedAt()))
                .bind("revision", leave.revision())
                .execute());
    }

    Optional<Leave> find(String student, String id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from leave where student = :student and id = :id for update")
                        .bind("student", student)
                        .bind("id", id)
                        .map((row, context) -> leave(row))
                        .findOne());
    }

    /** The first time it is kept when it was granted, and until when: an update reads what was there before it. */
    void shorten(Leave shortened, String by) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update leave set to_date = :to, to_order = :toOrder, revision = :revision,
                            accepted_at = :at, shortened_by = :by,
                            granted_at = case when shortened_by is null then accepted_at else granted_at end,
                            granted_to = case when shortened_by is null then to_date else granted_to end,
                            granted_to_order = case when shortened_by is null then to_order else granted_to_order end
                        where id = :id
                        """)
                .bind("id", shortened.id())
                .bind("to", shortened.to())
                .bind("toOrder", shortened.toOrder())
                .bind("revision", shortened.revision())
                .bind("at", utc(shortened.acceptedAt()))
                .bind("by", by)
                .execute());
    }

    void withdraw(Leave withdrawn, Instant now, String by) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update leave set revision = :revision, withdrawn_at = :at, withdrawn_by = :by where id = :id")
                .bind("id", withdrawn.id())
                .bind("revision", withdrawn.revision())
                .bind("at", utc(now))
                .bind("by", by)
                .execute());
    }

    List<Leave> page(String student, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from leave where student = :student and from_date || '|' || id > :after
                        order by from_date || '|' || id limit :limit
                        """)
                .bind("student", student)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> leave(row))
                .list());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Leave leave(ResultSet row) throws SQLException {
        var withdrawn = row.getObject("withdrawn_at", OffsetDateTime.class);
        return new Leave(
                row.getString("id"),
                row.getString("student"),
                row.getString("school"),
                row.getString("class_id"),
                row.getString("place"),
                row.getString("home_place"),
                row.getObject("from_date", LocalDate.class),
                row.getInt("from_order"),
                row.getObject("to_date", LocalDate.class),
                row.getInt("to_order"),
                LeaveKind.valueOf(row.getString("kind")),
                row.getString("approved_by"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                row.getInt("revision"),
                withdrawn == null ? null : withdrawn.toInstant());
    }
}
