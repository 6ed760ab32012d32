package org.baoxue.escalation.directory;

import java.time.LocalDate;
import java.util.Map;

/**
 * Dates that were school days may be none now, or the other way round.
 *
 * @param since by whose calendar it is (a class, a school, a place or the nation): the first date of which it speaks otherwise
 */
public record CalendarsChanged(Map<String, LocalDate> since) {}
