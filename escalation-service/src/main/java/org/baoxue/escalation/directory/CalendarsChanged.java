package org.baoxue.escalation.directory;

import java.time.LocalDate;
import java.util.Map;
import org.baoxue.escalation.calendar.SchoolCalendar.Level.Kind;

/**
 * Dates that were school days may be none now, or the other way round.
 *
 * @param since by whose calendar it is: the first date of which it speaks otherwise
 */
public record CalendarsChanged(Map<Owner, LocalDate> since) {
    /** A class, a school, a place or the nation. */
    public record Owner(Kind kind, String code) {}
}
