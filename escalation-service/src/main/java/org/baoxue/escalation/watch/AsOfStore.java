package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Evidence.Kind;
import org.baoxue.escalation.explanation.Basis;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** What was known at an instant of one child, and had been done about it: also where it is known otherwise since. */
@ApplicationScoped
class AsOfStore {
    private final Jdbi jdbi;

    AsOfStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A spell by its name and opening. */
    record SpellThen(String spell, Slot opened, Instant openedAt, Instant createdAt, Instant knownAt, String place) {}

    Optional<WatchedChild> child(String student, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from child_as_of(:asOf, :student)")
                .bind("asOf", asOf)
                .bind("student", student)
                .map((row, context) -> ChildStore.child(row))
                .findOne());
    }

    /** @param until marks of later dates are left out */
    List<Fact> facts(String student, LocalDate until, Instant asOf) {
        List<Fact> facts = new ArrayList<>();
        jdbi.useHandle(handle -> {
            facts.addAll(marks(handle, student, until, asOf));
            facts.addAll(ofStudent(handle, "leave_fact", "accepted_at", student, asOf)
                    .map((row, context) -> FactStore.leave(row))
                    .list());
            facts.addAll(ofStudent(handle, "enrolment_change", "accepted_at", student, asOf)
                    .map((row, context) -> FactStore.enrolment(row))
                    .list());
            facts.addAll(handle.createQuery("select * from verification where student = :student and at <= :asOf")
                    .bind("student", student)
                    .bind("asOf", asOf)
                    .map((row, context) -> FactStore.verified(row))
                    .list());
        });
        return facts;
    }

    private static List<Fact> marks(Handle handle, String student, LocalDate until, Instant asOf) {
        return handle.createQuery("""
                        select r.class_id, r.date, r.session_order, r.revision, r.taken_at, r.accepted_at, r.session,
                            null as taken_by,
                            case when k.student = any(r.absent) then 'ABSENT'
                                 when k.student = any(r.late) then 'LATE'
                                 when k.student = any(r."leave") then 'LEAVE'
                                 when k.student = any(r.present) then 'PRESENT'
                                 else 'UNKNOWN' end as mark
                        from child_class k join roll_call r on r.class_id = k.class_id
                        where k.student = :student and coalesce(k.known_at, '-infinity') <= :asOf
                          and r.date <= :until and r.accepted_at <= :asOf and coalesce(r.known_at, r.accepted_at) <= :asOf
                        """)
                .bind("student", student)
                .bind("until", until)
                .bind("asOf", asOf)
                .map((row, context) -> FactStore.mark(row))
                .list();
    }

    private static Query ofStudent(Handle handle, String table, String accepted, String student, Instant asOf) {
        return handle.createQuery("select * from <table> where student = :student and <accepted> <= :asOf"
                        + " and coalesce(known_at, <accepted>) <= :asOf")
                .define("table", table)
                .define("accepted", accepted)
                .bind("student", student)
                .bind("asOf", asOf);
    }

    List<Basis.Closed> closedDays(String school, LocalDate until, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from day_close where school = :school and date <= :until
                          and closed_at <= :asOf and coalesce(known_at, closed_at) <= :asOf
                        """)
                .bind("school", school)
                .bind("until", until)
                .bind("asOf", asOf)
                .map((row, context) -> new Basis.Closed(
                        row.getObject("date", LocalDate.class),
                        row.getBoolean("exceptions_only"),
                        instant(row, "closed_at"),
                        row.getInt("members"),
                        row.getInt("marked")))
                .list());
    }

    /** The classes in which the school's children are or were: which of them had a calendar is asked of the instant. */
    Set<String> classes(String school) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select distinct class_id from child_class where school = :school")
                        .bind("school", school)
                        .mapTo(String.class)
                        .set());
    }

    List<Basis.Posted> posted(String classId, LocalDate date, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select session_order, min(accepted_at) as accepted_at from roll_call
                        where class_id = :class and date = :date
                          and accepted_at <= :asOf and coalesce(known_at, accepted_at) <= :asOf
                        group by session_order
                        """)
                .bind("class", classId)
                .bind("date", date)
                .bind("asOf", asOf)
                .map((row, context) -> new Basis.Posted(row.getInt("session_order"), instant(row, "accepted_at")))
                .list());
    }

    List<SpellThen> spells(String student, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from spells_as_of(:asOf, :student)")
                .bind("asOf", asOf)
                .bind("student", student)
                .map((row, context) -> new SpellThen(
                        row.getString("id"),
                        new Slot(row.getObject("opened_date", LocalDate.class), row.getInt("opened_order")),
                        instant(row, "opened_at"),
                        instant(row, "created_at"),
                        instant(row, "known_at"),
                        row.getString("place")))
                .list());
    }

    List<Basis.FiringThen> firings(Collection<String> spells, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from firings_as_of(:asOf, :spells)")
                .bind("asOf", asOf)
                .bindArray("spells", String.class, spells)
                .map((row, context) -> new Basis.FiringThen(row.getString("spell"), FiringStore.firing(row)))
                .list());
    }

    /** @param classDay the subject of a class's day */
    List<Basis.DutyThen> duties(String student, String classDay, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from duties_as_of(:asOf, :student, :classDay)")
                .bind("asOf", asOf)
                .bind("student", student)
                .bind("classDay", classDay)
                .map((row, context) -> {
                    OffsetDateTime known = row.getObject("ended_known_at", OffsetDateTime.class);
                    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
                    OffsetDateTime since = known == null ? ended : known;
                    return duty(
                            DutyStore.owed(row),
                            since == null || since.toInstant().isAfter(asOf));
                })
                .list());
    }

    /** Of a school's week, which is no one child's. */
    List<Basis.DutyThen> dutiesOf(String subject, Instant asOf) {
        return duties("", subject, asOf);
    }

    List<Basis.EvidenceThen> evidence(Collection<String> duties, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select duty, kind, outcome, at from duty_evidence
                        where duty = any(:duties) and coalesce(recorded_at, at) <= :asOf
                        """)
                .bindArray("duties", String.class, duties)
                .bind("asOf", asOf)
                .map((row, context) -> new Basis.EvidenceThen(
                        row.getString("duty"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("outcome"),
                        instant(row, "at")))
                .list());
    }

    private static Basis.DutyThen duty(Owed owed, boolean stillOpen) {
        Duty duty = owed.duty();
        Duty.State state = stillOpen ? new Duty.Open() : duty.state();
        return new Basis.DutyThen(
                duty.id(),
                duty.rule(),
                duty.subject().id(),
                duty.date(),
                duty.day(),
                duty.revision(),
                duty.firing(),
                duty.owner().post(),
                duty.owner().scope(),
                duty.openedAt(),
                duty.dueAt(),
                duty.late(),
                duty.unfounded(),
                DutyStore.nameOf(state),
                state instanceof Duty.Open ? null : duty.endedAt(duty.openedAt()),
                state instanceof Duty.Lapsed lapsed && lapsed.unseen(),
                state instanceof Duty.Cancelled cancelled ? cancelled.reason().name() : null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
