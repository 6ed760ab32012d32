package org.baoxue.escalation.spell;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The {@code number}-th counted day of a spell.
 *
 * @param completeAt when the day is complete: what fires on it fires then
 */
public record CountedDay(int number, LocalDate date, Kind kind, Instant completeAt) {
    public enum Kind {
        /** The child's last mark of the day is {@code ABSENT}. */
        CONFIRMED,
        /** Nothing was posted of the child. */
        PRESUMED
    }
}
