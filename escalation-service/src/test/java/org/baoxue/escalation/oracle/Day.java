package org.baoxue.escalation.oracle;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;

/** A date, reckoned by hand; only the steps between local times and instants ask the JDK (which knows the zones). */
record Day(int year, int month, int number) implements Comparable<Day> {

    static Day of(String iso) {
        String[] parts = iso.split("-", -1);
        return new Day(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    static Day of(Instant instant, ZoneId zone) {
        return of(instant.atZone(zone).toLocalDate().toString());
    }

    Day next() {
        if (number < lengthOf(year, month)) {
            return new Day(year, month, number + 1);
        }
        return month < 12 ? new Day(year, month + 1, 1) : new Day(year + 1, 1, 1);
    }

    Day previous() {
        if (number > 1) {
            return new Day(year, month, number - 1);
        }
        return month > 1
                ? new Day(year, month - 1, lengthOf(year, month - 1))
                : new Day(year - 1, 12, lengthOf(year - 1, 12));
    }

    Day plus(int days) {
        Day day = this;
        for (int i = 0; i < days; i++) {
            day = day.next();
        }
        for (int i = 0; i > days; i--) {
            day = day.previous();
        }
        return day;
    }

    /** The same date a month later, or that month's last day. */
    Day monthLater() {
        int nextYear = month == 12 ? year + 1 : year;
        int nextMonth = month == 12 ? 1 : month + 1;
        return new Day(nextYear, nextMonth, Math.min(number, lengthOf(nextYear, nextMonth)));
    }

    /** Monday to Friday, by Zeller's congruence. */
    boolean isWeekday() {
        int m = month < 3 ? month + 12 : month;
        int y = month < 3 ? year - 1 : year;
        int saturdayIsZero = (number + 13 * (m + 1) / 5 + y + y / 4 - y / 100 + y / 400) % 7;
        return saturdayIsZero >= 2;
    }

    boolean isSunday() {
        return !isWeekday() && next().isWeekday();
    }

    boolean isBefore(Day other) {
        return compareTo(other) < 0;
    }

    boolean isAfter(Day other) {
        return compareTo(other) > 0;
    }

    boolean isWithin(Day from, Day to) {
        return !isBefore(from) && !isAfter(to);
    }

    Instant at(int minuteOfDay, ZoneId zone) {
        return LocalDateTime.of(year, month, number, minuteOfDay / 60, minuteOfDay % 60)
                .atZone(zone)
                .toInstant();
    }

    private static int lengthOf(int year, int month) {
        if (month == 2) {
            boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    @Override
    public int compareTo(Day other) {
        return Integer.compare(asNumber(), other.asNumber());
    }

    /** What a record would do by itself, several times slower: nothing here is asked as often. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Day day && asNumber() == day.asNumber();
    }

    @Override
    public int hashCode() {
        return asNumber();
    }

    private int asNumber() {
        return year * 10_000 + month * 100 + number;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, number);
    }
}
