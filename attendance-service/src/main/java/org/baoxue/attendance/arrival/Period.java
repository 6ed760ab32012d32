package org.baoxue.attendance.arrival;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.web.Asked;
import org.jspecify.annotations.Nullable;

/** The first days of a term, both inclusive, at the schools. */
record Period(LocalDate from, LocalDate to) {

    private static final int LONGEST = 31;

    static Period of(@Nullable String from, @Nullable String to) {
        var first = Values.date(from, "query:from");
        var last = Values.date(to, "query:to");
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= LONGEST) {
            throw Asked.refused("query:to", "a date from the first on, at most " + LONGEST + " days of them");
        }
        return new Period(first, last);
    }
}
