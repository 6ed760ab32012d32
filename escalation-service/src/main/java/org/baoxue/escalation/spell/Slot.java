package org.baoxue.escalation.spell;

import java.time.LocalDate;
import java.util.Comparator;

/** A session of a date: the order in which a child's marks are read. {@code order} is the school's own order of its sessions. */
public record Slot(LocalDate date, int order) implements Comparable<Slot> {
    private static final Comparator<Slot> BY_TIME =
            Comparator.comparing(Slot::date).thenComparingInt(Slot::order);

    /** Before every session of the date. */
    public static Slot startOf(LocalDate date) {
        return new Slot(date, Integer.MIN_VALUE);
    }

    /** After every session of the date. */
    public static Slot endOf(LocalDate date) {
        return new Slot(date, Integer.MAX_VALUE);
    }

    public boolean isAfter(Slot other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Slot other) {
        return BY_TIME.compare(this, other);
    }
}
