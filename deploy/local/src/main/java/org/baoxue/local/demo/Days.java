package org.baoxue.local.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** The school days of a story and the times on them. */
record Days(ZoneId zone, List<LocalDate> dates) {

    Instant at(LocalDate date, String time) {
        return date.atTime(LocalTime.parse(time)).atZone(zone).toInstant();
    }

    LocalDate dateOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    LocalDate first() {
        return dates.getFirst();
    }

    LocalDate last() {
        return dates.getLast();
    }

    /** The n-th school day after a date, or the day after the last one when the story ends before it. */
    LocalDate after(LocalDate date, int n) {
        return dates.stream()
                .filter(candidate -> candidate.isAfter(date))
                .skip(n - 1L)
                .findFirst()
                .orElse(last().plusDays(1));
    }

    int indexOf(LocalDate date) {
        return dates.indexOf(date);
    }
}
