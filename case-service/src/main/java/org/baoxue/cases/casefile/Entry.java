package org.baoxue.cases.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A child's entry as it lies in the ledger.
 *
 * @param responsible the township that persuades, once the county said so
 * @param released whether it may be seen outside the school: no presumed day waits for a release
 * @param previous an earlier, cleared entry of the same child
 */
public record Entry(
        UUID id,
        Child child,
        CaseFile file,
        @Nullable String responsible,
        boolean released,
        List<Day> days,
        @Nullable UUID previous,
        Instant openedAt,
        long revision) {

    /** The codes that a child's entry is reachable by. */
    public record Child(
            String student,
            String school,
            @Nullable String classId,
            String place,
            @Nullable String homePlace) {}

    /** A counted day. */
    public record Day(LocalDate date, Kind kind) {
        /** Whether somebody marked it, or nothing was posted. */
        public enum Kind {
            CONFIRMED,
            PRESUMED
        }
    }

    public Entry {
        days = List.copyOf(days);
    }

    Entry with(CaseFile next) {
        return new Entry(id, child, next, responsible, released, days, previous, openedAt, revision + 1);
    }

    Entry responsible(String township) {
        return new Entry(id, child, file, township, released, days, previous, openedAt, revision + 1);
    }

    Entry releasedToo() {
        return new Entry(id, child, file, responsible, true, days, previous, openedAt, revision + 1);
    }

    /**
     * Where an open entry follows {@code spell}, it lies where this absence has the child: who reads it and who signs goes
     * with the child into another school or class.
     *
     * @param next the state that it is about to have
     */
    Entry along(CaseFile next, Child now, String spell) {
        boolean follows = !(next instanceof Cleared) && next.ground().spell().equals(spell);
        return follows && !child.equals(now)
                ? new Entry(id, now, file, responsible, released, days, previous, openedAt, revision + 1)
                : this;
    }

    /** The first day of which it speaks: of the absence that it follows, or of the one that opened it. */
    public LocalDate begins() {
        var follows = file.ground().openedOn();
        return days.stream()
                .map(Day::date)
                .filter(follows::isAfter)
                .min(LocalDate::compareTo)
                .orElse(follows);
    }

    public boolean isOpen() {
        return !(file instanceof Cleared);
    }
}
