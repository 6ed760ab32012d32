package org.baoxue.notification.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ReportStore {

    /** When each row that is still to be worked falls due. */
    static final String WAITING = "select render_from as due from report where not rendered";

    /** A report whose document is still to be made. */
    record Unrendered(String number, Report.State state, CaseEvent facts) {}

    record Sealed(String document, String sha256) {}

    private final Jdbi jdbi;

    ReportStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A signed report stays signed, whatever comes late. */
    void save(Report.State state, CaseEvent event, @Nullable String facts) {
        boolean signed = state == Report.State.SIGNED;
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into report (number, kind, case_id, duty, student, school, class, place, home_place, state,
                            drafted_at, signed_at, signed_by, unverified, facts, rendered)
                        values (:number, :kind, cast(:case as uuid), :duty, :student, :school, :class, :place, :homePlace, :state,
                            :draftedAt, :signedAt, :signedBy, :unverified, :facts, false)
                        on conflict (number) do update
                        set state = excluded.state, drafted_at = coalesce(excluded.drafted_at, report.drafted_at),
                            signed_at = excluded.signed_at, signed_by = excluded.signed_by, unverified = excluded.unverified,
                            facts = excluded.facts, rendered = false
                        where report.state <> 'SIGNED'
                        """)
                .bind("number", event.report())
                .bind("kind", event.kind())
                .bind("case", event.caseId())
                .bind("duty", event.duty())
                .bind("student", event.student())
                .bind("school", event.school())
                .bind("class", event.ofClass())
                .bind("place", event.place())
                .bind("homePlace", event.homePlace())
                .bind("state", state.name())
                .bind("draftedAt", signed ? null : event.at())
                .bind("signedAt", signed ? event.signedAt() : null)
                .bind("signedBy", event.signedBy())
                .bind("unverified", event.isUnverified())
                .bind("facts", facts)
                .execute());
    }

    void cancel(String number) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update report set state = 'CANCELLED', rendered = true where number = :number and state = 'DRAFTED'")
                .bind("number", number)
                .execute());
    }

    List<Unrendered> unrendered(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select number, state, facts from report where not rendered and render_from <= :now
                        order by coalesce(signed_at, drafted_at), number limit :limit for update skip locked
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> new Unrendered(
                        row.getString("number"),
                        Report.State.valueOf(row.getString("state")),
                        Json.read(row.getString("facts"), CaseEvent.class)))
                .list());
    }

    void putOff(String number, Instant until) {
        jdbi.useHandle(handle -> handle.createUpdate("update report set render_from = :until where number = :number")
                .bind("until", until)
                .bind("number", number)
                .execute());
    }

    void rendered(String number, String sealedDocument, String sha256, int bytes) {
        jdbi.useHandle(handle -> handle.createUpdate("update report set rendered = true, sealed_document = :document,"
                        + " sha256 = :sha256, bytes = :bytes where number = :number")
                .bind("number", number)
                .bind("document", sealedDocument)
                .bind("sha256", sha256)
                .bind("bytes", bytes)
                .execute());
    }

    Optional<Report> find(String number) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select number, kind, case_id, duty, student, school, state, drafted_at, signed_at, signed_by, unverified,
                            sha256, bytes
                        from report where number = :number
                        """)
                .bind("number", number)
                .map((row, context) -> read(row))
                .findOne());
    }

    Optional<Sealed> document(String number) {
        return jdbi.withHandle(handle -> handle.createQuery("select sealed_document, sha256 from report"
                        + " where number = :number and sealed_document is not null")
                .bind("number", number)
                .map((row, context) -> new Sealed(row.getString("sealed_document"), row.getString("sha256")))
                .findOne());
    }

    private static Report read(ResultSet row) throws SQLException {
        return new Report(
                row.getString("number"),
                row.getString("kind"),
                row.getObject("case_id", UUID.class),
                row.getString("duty"),
                row.getString("student"),
                row.getString("school"),
                Report.State.valueOf(row.getString("state")),
                instant(row, "drafted_at"),
                instant(row, "signed_at"),
                row.getString("signed_by"),
                row.getBoolean("unverified"),
                row.getString("sha256"),
                row.getObject("bytes", Integer.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
