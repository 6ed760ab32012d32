package org.baoxue.cases.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.baoxue.cases.report.Report.Kind;
import org.baoxue.cases.report.Report.ReasonCategory;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Reports and their numbers. */
@ApplicationScoped
class ReportStore {

    /** What is written in a report. */
    public record Paper(List<Reports.Recipient> recipients, Facts facts) {}

    public record PaperRow(String recipients, String facts) {}

    private static final String COLUMNS = """
            select number, case_id, kind, state, duty, spell, reason_category, signed_by, sent_at, acknowledged_at,
                unverified, unfounded_at is not null as unfounded
            from report
            """;

    private final Jdbi jdbi;

    ReportStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** {@code <school>-<year>-<sequence>}; given back when the transaction fails, so that no number is missing. */
    String nextNumber(String school, int year) {
        int last = jdbi.withHandle(handle -> handle.createQuery("""
                        insert into report_sequence (school, year, last) values (:school, :year, 1)
                        on conflict (school, year) do update set last = report_sequence.last + 1
                        returning last
                        """)
                .bind("school", school)
                .bind("year", year)
                .mapTo(Integer.class)
                .one());
        return "%s-%d-%04d".formatted(school, year, last);
    }

    void insert(
            UUID caseId,
            String number,
            Kind kind,
            ReportOrder order,
            List<Reports.Recipient> recipients,
            Facts facts,
            Instant at) {
        boolean sent = kind == Kind.PLATFORM;
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into report (number, case_id, kind, state, duty, spell, due_at, drafted_at, unverified,
                            recipients, facts, persuasions, sent_at)
                        values (:number, :case, :kind, :state, :duty, :spell, :due, :at, :unverified,
                            cast(:recipients as jsonb), cast(:facts as jsonb), cast(:persuasions as jsonb), :sent)
                        """)
                .bind("number", number)
                .bind("case", caseId)
                .bind("kind", kind)
                .bind("state", sent ? Report.State.SENT : Report.State.DRAFTED)
                .bind("duty", order.duty())
                .bind("spell", order.spell())
                .bind("due", order.dueAt())
                .bind("at", at)
                .bind("unverified", order.unverified())
                .bind("recipients", Json.write(recipients))
                .bind("facts", Json.write(facts))
                .bind("persuasions", Json.write(facts.persuasions()))
                .bind("sent", sent ? at : null)
                .execute());
    }

    Optional<Report> byDuty(String duty) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + " where duty = :duty")
                .bind("duty", duty)
                .map(ConstructorMapper.of(Report.class))
                .findOne());
    }

    List<Report> ofCase(UUID caseId) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + " where case_id = :case order by number")
                .bind("case", caseId)
                .map(ConstructorMapper.of(Report.class))
                .list());
    }

    Optional<UUID> caseOf(String number) {
        return jdbi.withHandle(handle -> handle.createQuery("select case_id from report where number = :number")
                .bind("number", number)
                .mapTo(UUID.class)
                .findOne());
    }

    Optional<Report> locked(String number) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + " where number = :number for update")
                .bind("number", number)
                .map(ConstructorMapper.of(Report.class))
                .findOne());
    }

    Paper paper(String number) {
        var row = jdbi.withHandle(handle -> handle.createQuery(
                        "select recipients::text as recipients, facts::text as facts from report where number = :number")
                .bind("number", number)
                .map(ConstructorMapper.of(PaperRow.class))
                .one());
        return new Paper(
                List.of(Json.read(row.recipients(), Reports.Recipient[].class)), Json.read(row.facts(), Facts.class));
    }

    void sign(
            String number, String by, @Nullable ReasonCategory category, Facts facts, boolean toPlatform, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update report set state = 'SIGNED', signed_by = :by, signed_at = :at, reason_category = :category,
                            facts = cast(:facts as jsonb), persuasions = cast(:persuasions as jsonb), sent_at = :sent
                        where number = :number
                        """)
                .bind("number", number)
                .bind("by", by)
                .bind("at", at)
                .bind("category", category)
                .bind("facts", Json.write(facts))
                .bind("persuasions", Json.write(facts.persuasions()))
                .bind("sent", toPlatform ? at : null)
                .execute());
    }

    void cancel(String number, String reason, Instant at) {
        wrong(
                "update report set state = 'CANCELLED', unfounded_at = :at, unfounded_reason = :reason"
                        + " where number = :number",
                number,
                reason,
                at);
    }

    void unfounded(String number, String reason, Instant at) {
        wrong(
                "update report set unfounded_at = :at, unfounded_reason = :reason where number = :number",
                number,
                reason,
                at);
    }

    private void wrong(String statement, String number, String reason, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate(statement)
                .bind("number", number)
                .bind("reason", reason)
                .bind("at", at)
                .execute());
    }

    void acknowledge(String number, String reference, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update report set acknowledged_at = :at, reference = :reference where number = :number")
                .bind("number", number)
                .bind("reference", reference)
                .bind("at", at)
                .execute());
    }
}
