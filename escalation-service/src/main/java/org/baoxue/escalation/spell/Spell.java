package org.baoxue.escalation.spell;

import java.time.Instant;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * One unbroken unexcused absence of one child (连续无故未到校), as the facts tell it now.
 *
 * <pre>
 *              PRESENT or LATE mark          -> Returned
 *   Open  ---  a leave begins                -> Excused
 *              leaves the school, approved   -> Left
 *              its marks were taken back     -> Withdrawn
 * </pre>
 *
 * No ending is final: other facts give another spell.
 *
 * @param id named after what it was when first known, so the same facts always give the same id
 * @param opened the first uncovered {@code ABSENT} mark
 * @param openedAt when that roll call was taken
 * @param missed the uncovered {@code ABSENT} marks it holds (of a withdrawn spell: the last it held) and when each was taken
 * @param createdAt when the facts first told of it; the earliest keeps its identity where two become one
 */
public record Spell(
        String id, Slot opened, Instant openedAt, NavigableMap<Slot, Instant> missed, State state, Instant createdAt) {

    public sealed interface State {}

    public record Open() implements State {}

    /** @param byCorrection the opening mark itself became {@code LATE}: the child was never missing */
    public record Returned(Slot at, Instant takenAt, boolean byCorrection) implements State {}

    public record Excused(Slot from) implements State {}

    public record Left(LocalDate on) implements State {}

    public record Withdrawn() implements State {}

    /** As it is on a date: a leave or a departure that is known ahead ends it on its own day, not before. */
    public Spell asOf(LocalDate today) {
        return excusedFrom().filter(today::isBefore).isPresent() ? in(new Open()) : this;
    }

    /** The day of the leave or departure that ends it. */
    public Optional<LocalDate> excusedFrom() {
        return switch (state) {
            case Excused excused -> Optional.of(excused.from().date());
            case Left left -> Optional.of(left.on());
            case Open open -> Optional.empty();
            case Returned returned -> Optional.empty();
            case Withdrawn withdrawn -> Optional.empty();
        };
    }

    /** The date on which it ended, as far as is known; no date is later while it goes on. */
    public LocalDate endedOn() {
        return switch (state) {
            case Open open -> LocalDate.MAX;
            case Returned returned -> returned.at().date();
            case Excused excused -> excused.from().date();
            case Left left -> left.on();
            case Withdrawn withdrawn -> marks().last().date();
        };
    }

    public LocalDate openedOn() {
        return opened.date();
    }

    public NavigableSet<Slot> marks() {
        return missed.navigableKeySet();
    }

    public boolean isOpen() {
        return state instanceof Open;
    }

    /** The child came late and was never missing. */
    public boolean isReturnByCorrection() {
        return state instanceof Returned returned && returned.byCorrection();
    }

    /** The facts no longer tell of it at all, or only as a child who came late. */
    public boolean isUnfounded() {
        return switch (state) {
            case Withdrawn withdrawn -> true;
            case Returned returned -> returned.byCorrection();
            case Open open -> false;
            case Excused excused -> false;
            case Left left -> false;
        };
    }

    /** The facts no longer tell of it. */
    public Spell withdrawn() {
        return in(new Withdrawn());
    }

    /** The child came late: it was a return all along, and what it missed after that is another spell's. */
    Spell lateAtItsOpening() {
        return new Spell(
                id, opened, openedAt, missed.headMap(opened, true), new Returned(opened, openedAt, true), createdAt);
    }

    public Spell named(String otherId) {
        return withId(otherId, createdAt);
    }

    Spell withId(String otherId, Instant otherCreatedAt) {
        return new Spell(otherId, opened, openedAt, missed, state, otherCreatedAt);
    }

    Spell in(State other) {
        return new Spell(id, opened, openedAt, missed, other, createdAt);
    }
}
