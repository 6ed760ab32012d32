package org.baoxue.attendance.comparison;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.attendance.web.Values;
import org.jspecify.annotations.Nullable;

/** What comparisons are asked and what they answer. */
public final class ComparisonViews {

    private ComparisonViews() {}

    /**
     * @param from the first of at most 14 days on which a child may have been seen
     * @param date the last of them; who is enrolled on it counts as enrolled
     */
    public record ComparisonRequest(
            @NotNull @Pattern(regexp = Values.PLACE, message = Values.PLACE_MESSAGE) String place,

            @NotNull LocalDate from,
            @NotNull LocalDate date) {}

    /**
     * How many children stand where; each is counted once.
     *
     * @param notDue of those that some list named, who is not to be at school here; not among {@code children}
     */
    public record Coverage(
            long children,
            long inSchool,
            long onLeave,
            long elsewhere,
            long deferred,
            long suspended,
            long out,
            long unknown,
            long notDue) {}

    /**
     * @param found for the first time
     * @param again found, as in a comparison before
     * @param gone found in a comparison before and no more
     * @param open of those found, the ones that nobody has settled until now
     */
    public record KindCount(DifferenceKind kind, String owner, long found, long again, long gone, long open) {}

    /**
     * @param previous the comparison of the same place before
     * @param coverage with what was answered since
     */
    public record ComparisonView(
            String comparison,
            String place,
            LocalDate from,
            LocalDate date,
            String register,
            @Nullable String previous,
            String runBy,
            Instant runAt,
            Coverage coverage,
            List<KindCount> differences) {

        static ComparisonView of(Comparison run, Coverage coverage, List<KindCount> differences) {
            return new ComparisonView(
                    run.id(),
                    run.place(),
                    run.from(),
                    run.date(),
                    run.register(),
                    run.previous(),
                    run.runBy(),
                    run.runAt(),
                    coverage,
                    differences);
        }
    }

    /** @param place where the household is registered, or else where the school lies */
    public record PlaceCoverage(String place, Coverage coverage) {}

    /**
     * @param before null: the child was not in the other comparison
     * @param after null: the child is not in this one
     */
    public record Move(
            @Nullable ChildState before, @Nullable ChildState after, long children) {}

    public record Moves(String comparison, String against, List<Move> moves) {}

    /** What is listed of a run. */
    public record ComparisonItem(
            String comparison, String place, LocalDate from, LocalDate date, String runBy, Instant runAt) {

        static ComparisonItem of(Comparison run) {
            return new ComparisonItem(run.id(), run.place(), run.from(), run.date(), run.runBy(), run.runAt());
        }
    }
}
