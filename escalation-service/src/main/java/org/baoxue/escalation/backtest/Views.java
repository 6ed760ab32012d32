package org.baoxue.escalation.backtest;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.watch.WatchedChild;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is asked of and answered about backtests. */
final class Views {
    private Views() {}

    /**
     * @param candidate the name of one that ships; either this or {@code values}
     * @param values as for setting a policy, of which it would be all that the place has set
     * @param asOf take what was known then; now, if it is left out
     */
    @Schema(name = "BacktestRequest")
    public record BacktestRequest(
            @Nullable String place,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String candidate,
            @Nullable Map<String, TriedValue> values,
            @Nullable Instant asOf) {}

    @Schema(name = "TriedValue")
    public record TriedValue(
            @Nullable String value, @Nullable String clause) {}

    /**
     * @param children of the place, {@code done} how many of them are looked at, {@code failed} how many could not be
     * @param rules and {@code places} counts what was found so far
     */
    @Schema(name = "Backtest")
    public record BacktestView(
            String backtest,
            String place,
            LocalDate from,
            LocalDate to,
            @Nullable String candidate,
            Map<String, TriedValue> values,
            Instant asOf,
            String state,
            int children,
            int done,
            int failed,
            List<OfRule> rules,
            List<OfPlace> places) {}

    /** @param children how many are concerned */
    @Schema(name = "BacktestCounts")
    public record Counts(long gained, long lost, long moved, long endedOtherwise, long children) {}

    @Schema(name = "BacktestOfRule")
    public record OfRule(String rule, String what, Counts counts) {}

    @Schema(name = "BacktestOfPlace")
    public record OfPlace(String place, Counts counts) {}

    /**
     * @param number in the order of the child's differences
     * @param classId what was found before it was called {@code class} is still read
     * @param absence the date on which it began, {@code session} in which; where a mark is behind it, under the policy in force
     * @param audience and {@code occasion} who would be told and why, where somebody is
     * @param inForce missing where only the candidate does it, {@code candidate} where it would be lost
     */
    @Schema(name = "BacktestDifference")
    public record DifferenceView(
            String student,
            int number,
            @JsonProperty("class") @JsonAlias("classId") String classId,
            String place,
            LocalDate absence,
            int session,
            String what,
            String rule,
            String change,
            @Nullable String audience,
            @Nullable String occasion,
            @Nullable SideView inForce,
            @Nullable SideView candidate) {

        static DifferenceView of(WatchedChild child, int number, Difference difference) {
            Ledger.Name name = difference.name();
            return new DifferenceView(
                    child.student(),
                    number,
                    child.classId(),
                    child.place(),
                    difference.absence().date(),
                    difference.absence().order(),
                    name.what().name(),
                    name.rule(),
                    difference.change().name(),
                    name.audience().isEmpty() ? null : name.audience(),
                    name.occasion().isEmpty() ? null : name.occasion(),
                    SideView.of(difference.inForce()),
                    SideView.of(difference.candidate()));
        }
    }

    /**
     * @param date of the counted day or mark
     * @param at when it fires, is opened or told
     * @param day the counted day; 0 where a mark is behind it
     */
    @Schema(name = "BacktestSide")
    public record SideView(
            LocalDate date,
            Instant at,
            int day,
            @Nullable Instant dueAt,
            @Nullable String ending) {

        static @Nullable SideView of(Ledger.@Nullable Entry entry) {
            return entry == null
                    ? null
                    : new SideView(
                            entry.date(),
                            entry.at(),
                            entry.day(),
                            entry.dueAt(),
                            entry.ending().isEmpty() ? null : entry.ending());
        }
    }
}
