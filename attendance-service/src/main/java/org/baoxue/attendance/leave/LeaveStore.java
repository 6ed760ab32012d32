package org.baoxue.attendance.leave;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.baoxue.attendance.leave.Leave.Act;
import org.baoxue.attendance.leave.Leave.State;
import org.baoxue.attendance.leave.LeaveViews.ChangeView;
import org.baoxue.attendance.leave.LeaveViews.LeavesOfChild;
import org.baoxue.attendance.leave.LeaveViews.PaperView;
import org.baoxue.attendance.roster.Members.Member;
import org.jdbi.v3.core.Jdbi;

/** Leaves, as far as the running transaction sees. */
@ApplicationScoped
class LeaveStore {

    private final Jdbi jdbi;

    LeaveStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Leave leave, Act act, String by) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into leave (id, student, school, class_id, place, home_place, from_date, from_order,
                            to_date, to_order, kind, state, filed_by, filed_at, approved_by, accepted_at, revision)
                        values (:id, :student, :school, :class, :place, :home, :from, :fromOrder,
                            :to, :toOrder, :kind, :state, :filedBy, :filedAt, :approvedBy, :acceptedAt, :revision)
                        """)
                .bind("id", leave.id())
                .bind("student", leave.member().student())
                .bind("school", leave.member().school())
                .bind("class", leave.member().classId())
                .bind("place", leave.member().place())
                .bind("home", leave.member().homePlace())
                .bind("from", leave.period().from())
                .bind("fromOrder", leave.period().fromOrder())
                .bind("to", leave.period().to())
                .bind("toOrder", leave.period().toOrder())
                .bind("kind", leave.kind().name())
                .bind("state", leave.state().name())
                .bind("filedBy", leave.filedBy())
                .bind("filedAt", utc(leave.filedAt()))
                .bind("approvedBy", leave.approvedBy())
                .bind("acceptedAt", utc(leave.acceptedAt()))
                .bind("revision", leave.revision())
                .execute());
        keep(leave, act, by, leave.filedAt());
    }

    Optional<Leave> find(String student, String id) {
        return one("select * from leave where student = :student and id = :id", student, id);
    }

    /** The same for whoever is going to change it. */
    Optional<Leave> hold(String student, String id) {
        return one("select * from leave where student = :student and id = :id for update", student, id);
    }

    private Optional<Leave> one(String query, String student, String id) {
        return jdbi.withHandle(handle -> handle.createQuery(query)
                .bind("student", student)
                .bind("id", id)
                .map((row, context) -> leave(row))
                .findOne());
    }

    /** @param changed with its next revision */
    void save(Leave changed, Act act, String by, Instant at) {
        var withdrawn = changed.withdrawnAt();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update leave set state = :state, to_date = :to, to_order = :toOrder, approved_by = :approvedBy,
                            accepted_at = :acceptedAt, revision = :revision, withdrawn_at = :withdrawnAt
                        where id = :id
                        """)
                .bind("id", changed.id())
                .bind("state", changed.state().name())
                .bind("to", changed.period().to())
                .bind("toOrder", changed.period().toOrder())
                .bind("approvedBy", changed.approvedBy())
                .bind("acceptedAt", utc(changed.acceptedAt()))
                .bind("revision", changed.revision())
                .bind("withdrawnAt", withdrawn == null ? null : utc(withdrawn))
                .execute());
        keep(changed, act, by, at);
    }

    private void keep(Leave leave, Act act, String by, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into leave_change (leave, revision, act, to_date, to_order, by_whom, at)
                        values (:leave, :revision, :act, :to, :toOrder, :by, :at)
                        """)
                .bind("leave", leave.id())
                .bind("revision", leave.revision())
                .bind("act", act.name())
                .bind("to", leave.period().to())
                .bind("toOrder", leave.period().toOrder())
                .bind("by", by)
                .bind("at", utc(at))
                .execute());
    }

    List<ChangeView> changes(String leave) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from leave_change where leave = :leave order by revision")
                        .bind("leave", leave)
                        .map((row, context) -> new ChangeView(
                                row.getInt("revision"),
                                Act.valueOf(row.getString("act")),
                                row.getObject("to_date", LocalDate.class),
                                row.getInt("to_order"),
                                row.getString("by_whom"),
                                instant(row, "at")))
                        .list());
    }

    /** Those that are named already keep who named them and when. */
    void setPapers(String leave, Collection<LeaveViews.PaperRequest> papers, String by, Instant at) {
        jdbi.useHandle(handle -> {
            var references =
                    papers.stream().map(LeaveViews.PaperRequest::reference).toList();
            handle.createUpdate("delete from leave_paper where leave = :leave and reference <> all (:references)")
                    .bind("leave", leave)
                    .bindArray("references", String.class, references)
                    .execute();
            handle.createUpdate("""
                            insert into leave_paper (leave, reference, title, added_by, added_at)
                            select :leave, p.reference, p.title, :by, :at
                            from unnest(:references, :titles) as p (reference, title)
                            on conflict do nothing
                            """)
                    .bind("leave", leave)
                    .bindArray("references", String.class, references)
                    .bindArray(
                            "titles",
                            String.class,
                            papers.stream().map(LeaveViews.PaperRequest::title).toArray())
                    .bind("by", by)
                    .bind("at", utc(at))
                    .execute();
        });
    }

    List<PaperView> papers(String leave) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from leave_paper where leave = :leave order by added_at, reference")
                .bind("leave", leave)
                .map((row, context) -> new PaperView(
                        row.getString("reference"),
                        row.getString("title"),
                        row.getString("added_by"),
                        instant(row, "added_at")))
                .list());
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

    /**
     * @param to both dates included
     * @param days so many of them on leave, or
     * @param leaves so many times
     */
    record Range(LocalDate from, LocalDate to, int days, int leaves) {}

    List<LeavesOfChild> ofSchool(String school, Range range, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select student, count(*) as leaves, max(to_date) as until,
                            sum(least(to_date, :to) - greatest(from_date, :from) + 1) as days
                        from leave
                        where school = :school and state = 'APPROVED' and from_date <= :to and to_date >= :from and student > :after
                        group by student
                        having count(*) >= :leaves or sum(least(to_date, :to) - greatest(from_date, :from) + 1) >= :days
                        order by student limit :limit
                        """)
                .bind("school", school)
                .bind("from", range.from())
                .bind("to", range.to())
                .bind("days", range.days())
                .bind("leaves", range.leaves())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new LeavesOfChild(
                        row.getString("student"),
                        row.getInt("leaves"),
                        row.getInt("days"),
                        row.getObject("until", LocalDate.class)))
                .list());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Leave leave(ResultSet row) throws SQLException {
        var withdrawn = row.getObject("withdrawn_at", OffsetDateTime.class);
        return new Leave(
                row.getString("id"),
                new Member(
                        row.getString("student"),
                        row.getString("school"),
                        row.getString("class_id"),
                        row.getString("place"),
                        row.getString("home_place")),
                new Period(
                        row.getObject("from_date", LocalDate.class),
                        row.getInt("from_order"),
                        row.getObject("to_date", LocalDate.class),
                        row.getInt("to_order")),
                LeaveKind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                row.getString("filed_by"),
                instant(row, "filed_at"),
                row.getString("approved_by"),
                instant(row, "accepted_at"),
                row.getInt("revision"),
                withdrawn == null ? null : withdrawn.toInstant());
    }
}
