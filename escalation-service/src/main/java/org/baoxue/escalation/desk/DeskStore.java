package org.baoxue.escalation.desk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.baoxue.escalation.desk.Views.AssignmentView;
import org.baoxue.escalation.desk.Views.DutyView;
import org.baoxue.escalation.desk.Views.EvidenceView;
import org.baoxue.escalation.desk.Views.PostView;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads what a caller may see; the database leaves out the rest. */
@ApplicationScoped
class DeskStore {
    private final Jdbi jdbi;

    DeskStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** All of a duty, and why it was opened: looked up of those alone that are read. */
    static final String DUTY =
            "duty.*, coalesce(duty.why, (select why from duty_why where no = duty.why_no)) as told_why";

    Optional<String> placeOf(String school) {
        return jdbi.withHandle(handle -> handle.createQuery("select place from school where code = :school")
                .bind("school", school)
                .mapTo(String.class)
                .findOne());
    }

    /** Whatever day it is in the school, or for a place (null school) in the schools there. */
    LocalDate today(@Nullable String school, String place) {
        return jdbi.withHandle(handle -> handle.createQuery("select today_at(:school, :place)")
                .bind("school", school)
                .bind("place", place)
                .mapTo(LocalDate.class)
                .one());
    }

    boolean knowsPlace(String place) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from place where code = :place)")
                .bind("place", place)
                .mapTo(Boolean.class)
                .one());
    }

    Optional<DutyView> duty(String id) {
        return jdbi.withHandle(handle -> {
            List<EvidenceView> evidence = handle.createQuery("select * from duty_evidence where duty = :id order by id")
                    .bind("id", id)
                    .map((row, context) -> new EvidenceView(
                            row.getString("kind"),
                            row.getString("outcome"),
                            row.getString("note"),
                            row.getString("by_whom"),
                            instant(row, "at"),
                            row.getString("how"),
                            row.getString("whom"),
                            row.getString("visitors"),
                            row.getString("number"),
                            optionalInstant(row, "recorded_at")))
                    .list();
            List<AssignmentView> assignments = handle.createQuery(
                            "select * from duty_assignment where duty = :id order by id")
                    .bind("id", id)
                    .map((row, context) -> new AssignmentView(
                            new PostView(row.getString("from_post"), row.getString("from_scope")),
                            new PostView(row.getString("to_post"), row.getString("to_scope")),
                            row.getString("why"),
                            row.getString("by_whom"),
                            instant(row, "at")))
                    .list();
            return handle.createQuery("select " + DUTY + " from duty where id = :id")
                    .bind("id", id)
                    .map((row, context) -> duty(row, evidence, assignments))
                    .findOne();
        });
    }

    boolean sees(String student) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists (select from child where student = :student)")
                        .bind("student", student)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** The absences that belong to whom the caller may see: a school that a child has left sees those of its own time. */
    Set<String> spellsOf(String student) {
        return jdbi.withHandle(handle -> handle.createQuery("select id from spell where student = :student")
                .bind("student", student)
                .mapTo(String.class)
                .set());
    }

    static DutyView duty(ResultSet row, List<EvidenceView> evidence, List<AssignmentView> assignments)
            throws SQLException {
        Map<String, Object> why = new LinkedHashMap<>();
        Json.tree(row.getString("told_why"))
                .properties()
                .forEach(field ->
                        why.put(field.getKey(), Json.read(field.getValue().toString(), Object.class)));
        return new DutyView(
                row.getString("id"),
                row.getString("rule"),
                row.getString("subject_kind"),
                row.getString("subject"),
                row.getString("student"),
                row.getString("school"),
                row.getString("class_id"),
                row.getObject("date", LocalDate.class),
                row.getInt("day"),
                row.getInt("revision"),
                new PostView(row.getString("owner_post"), row.getString("owner_scope")),
                instant(row, "opened_at"),
                instant(row, "due_at"),
                row.getBoolean("late"),
                row.getString("state"),
                optionalInstant(row, "ended_at"),
                row.getBoolean("unseen"),
                row.getString("reason"),
                why,
                evidence,
                assignments);
    }

    private static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
