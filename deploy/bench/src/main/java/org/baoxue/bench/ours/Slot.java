package org.baoxue.bench.ours;

import java.time.LocalDate;

/** One session of one date. */
public record Slot(LocalDate date, boolean afternoon) {

    public String session() {
        return afternoon ? "PM" : "AM";
    }

    /** The sessions of so many days one after the other, the first of them that date's. */
    public static Slot nth(LocalDate first, int n) {
        return new Slot(first.plusDays(n / 2), n % 2 == 1);
    }
}
