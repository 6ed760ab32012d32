package org.baoxue.attendance.leave;

import java.time.LocalDate;

/**
 * The days and sessions of a leave; both ends are included. Dates of the school's zone.
 *
 * @param fromOrder the first session covered, 0: from the beginning of the day
 * @param toOrder the last session covered, 99: to the end of the day
 */
record Period(LocalDate from, int fromOrder, LocalDate to, int toOrder) {

    static final int WHOLE_DAY_FROM = 0;
    static final int WHOLE_DAY_TO = 99;

    boolean endsAt(LocalDate date, int order) {
        return to.equals(date) && toOrder == order;
    }

    /** Whether its last session lies before another end, or is the same. */
    boolean endsBy(LocalDate date, int order) {
        return to.isBefore(date) || (to.equals(date) && toOrder <= order);
    }

    boolean beginsAfter(LocalDate date, int order) {
        return from.isAfter(date) || (from.equals(date) && fromOrder > order);
    }

    Period until(LocalDate date, int order) {
        return new Period(from, fromOrder, date, order);
    }
}
