package org.baoxue.cases.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.baoxue.kit.event.Json;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger.
 *
 * @param openedOn first day of the absence
 * @param openedAt when the entry was opened
 * @param returnedOn first day back, once the child is
 * @param watchUntil last day of the return watch
 * @param responsible the township that persuades, once the county said so
 * @param released false while a presumed day keeps the entry inside the school
 * @param previous an earlier, cleared entry of the same child
 */
@Schema(name = "Case")
public record Summary(
        UUID id,
        String student,
        String school,
        @Nullable String classId,
        String place,
        @Nullable String homePlace,
        State state,
        String spell,
        LocalDate openedOn,
        Instant openedAt,
        List<Entry.Day> days,
        boolean released,
        @Nullable LocalDate returnedOn,
        @Nullable LocalDate watchUntil,
        @Nullable ClosingReason closingReason,
        @Nullable String proposedBy,
        @Nullable String approvedBy,
        @Nullable String responsible,
        @Nullable UUID previous) {

    static Summary of(CaseRow row) {
        return new Summary(
                row.id(),
                row.student(),
                row.school(),
                row.classId(),
                row.place(),
                row.homePlace(),
                row.state(),
                row.spell(),
                row.openedOn(),
                row.openedAt(),
                List.of(Json.read(row.days(), Entry.Day[].class)),
                row.released(),
                row.returnedOn(),
                row.watchUntil(),
                row.closingReason(),
                row.proposedBy(),
                row.approvedBy(),
                row.responsiblePlace(),
                row.previous());
    }

    public static Summary of(Entry entry) {
        return of(CaseRow.of(entry));
    }
}
