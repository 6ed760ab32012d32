package org.baoxue.attendance.comparison;

import static org.baoxue.attendance.comparison.DifferenceKind.NOT_ENROLLED;
import static org.baoxue.attendance.comparison.DifferenceKind.NOT_IN_REGISTER;
import static org.baoxue.attendance.comparison.DifferenceKind.NOT_SEEN;
import static org.baoxue.attendance.comparison.DifferenceKind.NO_IDENTITY_NUMBER;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody has found out of a difference. All of these end it, but that the child is out of school. */
public enum DifferenceAnswer {
    AT_OTHER_SCHOOL(ChildState.ELSEWHERE, Holds.UNTIL, NOT_ENROLLED, NOT_SEEN),
    /** 缓学. */
    DEFERRED(ChildState.DEFERRED, Holds.UNTIL, NOT_ENROLLED),
    /** 休学. */
    SUSPENDED(ChildState.SUSPENDED, Holds.UNTIL, NOT_SEEN),
    /** Was there, although no roll call says so: the next comparison looks again. */
    ATTENDS(ChildState.IN_SCHOOL, Holds.THIS_TIME, NOT_SEEN),
    /** 失学 or 辍学: the difference stays open until the child is enrolled, or seen. */
    OUT_OF_SCHOOL(ChildState.OUT, Holds.OPEN, NOT_ENROLLED, NOT_SEEN),
    /** Has completed compulsory education. */
    COMPLETED(ChildState.NOT_DUE, Holds.FOR_GOOD, NOT_ENROLLED),
    MOVED_AWAY(ChildState.NOT_DUE, Holds.FOR_GOOD, NOT_ENROLLED),
    DECEASED(ChildState.NOT_DUE, Holds.FOR_GOOD, NOT_ENROLLED, NOT_SEEN),
    /** The register is wrong. */
    NO_SUCH_CHILD(ChildState.NOT_DUE, Holds.FOR_GOOD, NOT_ENROLLED),
    /** The child's household is registered nowhere. */
    HAS_NO_NUMBER(null, Holds.UNTIL, NO_IDENTITY_NUMBER, NOT_IN_REGISTER),
    /** The register lacks a child that it should have. */
    REGISTER_LACKS(null, Holds.UNTIL, NOT_IN_REGISTER),
    /** The school has the wrong place of the household. */
    LIVES_ELSEWHERE(null, Holds.FOR_GOOD, NOT_IN_REGISTER);

    /** How long an answer keeps the same difference from being found again. */
    private enum Holds {
        /** Until the date that is given with it. */
        UNTIL,
        /** For the comparison that found the difference. */
        THIS_TIME,
        FOR_GOOD,
        OPEN
    }

    private final @Nullable ChildState state;
    private final Holds holds;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is
    private final Set<DifferenceKind> kinds;

    DifferenceAnswer(@Nullable ChildState state, Holds holds, DifferenceKind... kinds) {
        this.state = state;
        this.holds = holds;
        this.kinds = Set.of(kinds);
    }

    /** Where the child stands with it; empty where the difference is not of that. */
    Optional<ChildState> state() {
        return Optional.ofNullable(state);
    }

    boolean answers(DifferenceKind kind) {
        return kinds.contains(kind);
    }

    boolean needsUntil() {
        return holds == Holds.UNTIL;
    }

    boolean ends() {
        return holds != Holds.OPEN;
    }

    /**
     * The last day on which no comparison finds the same difference again; null where the answer does not end it.
     *
     * @param compared the date of the comparison that found it
     */
    @Nullable LocalDate settledUntil(LocalDate compared, @Nullable LocalDate until) {
        return switch (holds) {
            case UNTIL -> until;
            case THIS_TIME -> compared;
            case FOR_GOOD -> FOR_GOOD;
            case OPEN -> null;
        };
    }

    /** Beyond every comparison. */
    static final LocalDate FOR_GOOD = LocalDate.of(9999, 12, 31);
}
