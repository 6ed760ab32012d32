package org.baoxue.cases.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.baoxue.cases.casefile.Summary;
import org.baoxue.cases.persuasion.PersuasionRules.Counts;
import org.baoxue.cases.persuasion.PersuasionRules.Kind;
import org.baoxue.cases.persuasion.Persuasions.Participant;
import org.baoxue.cases.persuasion.Persuasions.Result;
import org.baoxue.cases.report.ReportView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One entry with its whole history. */
@Schema(name = "CaseWithHistory")
public record CaseView(
        Summary entry, Counts counts, List<PersuasionView> persuasions, List<ReportView> reports, List<Line> history) {

    /**
     * @param what in the past tense
     * @param by the person, when one did it
     * @param details codes, dates and identifiers
     */
    @Schema(name = "HistoryLine")
    public record Line(
            Instant at,
            String what,
            @Nullable String by,
            @Schema(implementation = Object.class) JsonNode details) {}

    /** @param feeds the counters that it fed */
    @Schema(name = "RecordedVisit")
    public record PersuasionView(
            UUID visit,
            Kind kind,
            LocalDate on,
            List<Participant> participants,
            List<String> feeds,
            Result outcome,
            @Nullable String note,
            String recordedBy,
            Instant recordedAt) {}
}
