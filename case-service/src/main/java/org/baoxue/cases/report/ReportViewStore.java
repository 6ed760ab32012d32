package org.baoxue.cases.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.baoxue.cases.report.Report.Kind;
import org.baoxue.cases.report.Report.ReasonCategory;
import org.baoxue.cases.report.Report.State;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Reads reports for people; row-level security lets through what the transaction's scope may see. */
@ApplicationScoped
public class ReportViewStore {

    /** What a reader asked for; nulls ask for anything. */
    public record Wanted(
            @Nullable State state,
            @Nullable Kind kind,
            @Nullable UUID caseId,
            @Nullable String student,
            @Nullable Instant afterDue,
            String afterNumber,
            int limit) {}

    public record Row(
            String number,
            UUID caseId,
            String student,
            String school,
            Kind kind,
            State state,
            String duty,
            String spell,
            Instant dueAt,
            Instant draftedAt,
            boolean unverified,
            String recipients,
            String facts,
            @Nullable ReasonCategory reasonCategory,
            @Nullable String signedBy,
            @Nullable Instant signedAt,
            @Nullable Instant sentAt,
            @Nullable Instant acknowledgedAt,
            @Nullable String reference,
            @Nullable Instant unfoundedAt,
            @Nullable String unfoundedReason) {

        ReportView view() {
            var read = Json.read(facts, Facts.class);
            return new ReportView(
                    number,
                    caseId,
                    student,
                    school,
                    kind,
                    state,
                    duty,
                    spell,
                    dueAt,
                    draftedAt,
                    unverified,
                    List.of(Json.read(recipients, Reports.Recipient[].class)),
                    read,
                    read.missing(),
                    reasonCategory,
                    signedBy,
                    signedAt,
                    sentAt,
                    acknowledgedAt,
                    reference,
                    unfoundedAt,
                    unfoundedReason);
        }
    }

    private static final String SELECT = """
            select number, case_id, student, school, kind, report.state, duty, report.spell, due_at, drafted_at, unverified,
                recipients::text as recipients, facts::text as facts, reason_category, signed_by, signed_at, sent_at,
                acknowledged_at, reference, unfounded_at, unfounded_reason
            from report join case_file on case_file.id = case_id
            """;

    private final Jdbi jdbi;

    ReportViewStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<ReportView> byNumber(String number) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where number = :number")
                .bind("number", number)
                .map(ConstructorMapper.of(Row.class))
                .findOne()
                .map(Row::view));
    }

    public List<ReportView> ofCase(UUID caseId) {
        return jdbi.withHandle(
                handle -> handle.createQuery(SELECT + " where case_id = :case order by drafted_at, number")
                        .bind("case", caseId)
                        .map(ConstructorMapper.of(Row.class))
                        .map(Row::view)
                        .list());
    }

    /** In order of (due, number), one more than the limit when there are more. */
    List<ReportView> find(Wanted wanted) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                        where (cast(:state as text) is null or report.state = :state)
                          and (cast(:kind as text) is null or kind = :kind)
                          and (cast(:caseId as uuid) is null or case_id = :caseId)
                          and (cast(:student as text) is null or student = :student)
                          and (cast(:afterDue as timestamptz) is null
                              or (due_at, number) > (cast(:afterDue as timestamptz), :afterNumber))
                        order by due_at, number
                        limit :limit + 1
                        """)
                .bindMethods(wanted)
                .map(ConstructorMapper.of(Row.class))
                .map(Row::view)
                .list());
    }
}
