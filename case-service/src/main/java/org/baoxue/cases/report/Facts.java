package org.baoxue.cases.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.cases.casefile.Entry;
import org.baoxue.cases.persuasion.PersuasionRules.Counter;
import org.baoxue.cases.persuasion.PersuasionRules.Counts;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a report states: identifiers, dates and codes only.
 *
 * @param observed what it rests on where no absence was marked, in the words of the rules; else missing
 * @param missing counters below three, named and never a reason to hold back (C4)
 */
public record Facts(
        @JsonProperty("class") @Nullable String classId,
        LocalDate openedOn,
        @Nullable Integer day,
        List<Entry.Day> days,
        @Nullable List<String> observed,
        Counts persuasions,
        List<String> missing,
        String rule,
        @Schema(implementation = Object.class) @Nullable JsonNode policy,
        @Nullable String clause) {

    static Facts of(Entry entry, ReportOrder order, Counts counts) {
        return new Facts(
                entry.child().classId(),
                order.openedOn(),
                order.day(),
                order.days(),
                order.observed().isEmpty() ? null : order.observed(),
                counts,
                missing(counts),
                order.rule(),
                order.policy(),
                order.clause());
    }

    /** The same facts with the persuasions made until now. */
    Facts with(Counts counts) {
        return new Facts(classId, openedOn, day, days, observed, counts, missing(counts), rule, policy, clause);
    }

    private static List<String> missing(Counts counts) {
        return counts.missing().stream().map(Counter::word).toList();
    }
}
