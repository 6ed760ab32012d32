package org.baoxue.escalation.backtest;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.baoxue.escalation.backtest.Ledger.Entry;
import org.baoxue.escalation.backtest.Ledger.Name;
import org.baoxue.escalation.spell.Slot;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a candidate policy would have done otherwise. Pure.
 *
 * @param inForce what the policy in force makes of it; none where the candidate alone does
 * @param candidate what the candidate makes of it; none where it would be lost
 */
record Difference(
        Name name,
        Change change,
        @Nullable Entry inForce,
        @Nullable Entry candidate) {
    enum Change {
        GAINED,
        LOST,
        /** Another instant, another due time or another counted day. */
        MOVED,
        /** At the same time, but it comes to another end. */
        ENDED_OTHERWISE
    }

    /** Both dates included: what lies in it on either side counts. */
    record Period(LocalDate from, LocalDate to) {
        private boolean contains(@Nullable Entry entry) {
            return entry != null
                    && !entry.date().isBefore(from)
                    && !entry.date().isAfter(to);
        }
    }

    /** With which mark the absence began: as the policy in force has it, where it does this at all. */
    Slot absence() {
        return Stream.of(Optional.ofNullable(inForce), Optional.ofNullable(candidate))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow()
                .opened();
    }

    /** In the order of their names, so the same two ledgers always give the same list. */
    static List<Difference> between(Ledger inForce, Ledger candidate, Period period) {
        TreeSet<Name> names = new TreeSet<>(Ledger.ORDER);
        names.addAll(inForce.entries().keySet());
        names.addAll(candidate.entries().keySet());
        return names.stream()
                .flatMap(name -> of(
                        name, inForce.entries().get(name), candidate.entries().get(name))
                        .stream())
                .filter(difference -> period.contains(difference.inForce) || period.contains(difference.candidate))
                .toList();
    }

    private static Optional<Difference> of(Name name, @Nullable Entry inForce, @Nullable Entry candidate) {
        return change(inForce, candidate).map(change -> new Difference(name, change, inForce, candidate));
    }

    private static Optional<Change> change(@Nullable Entry inForce, @Nullable Entry candidate) {
        if (inForce == null || candidate == null) {
            return Optional.of(inForce == null ? Change.GAINED : Change.LOST);
        }
        boolean sameTime = inForce.at().equals(candidate.at())
                && Objects.equals(inForce.dueAt(), candidate.dueAt())
                && inForce.day() == candidate.day()
                && inForce.date().equals(candidate.date());
        if (sameTime && inForce.ending().equals(candidate.ending())) {
            return Optional.empty();
        }
        return Optional.of(sameTime ? Change.ENDED_OTHERWISE : Change.MOVED);
    }
}
