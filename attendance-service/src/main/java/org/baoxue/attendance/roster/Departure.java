package org.baoxue.attendance.roster;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A child that a school's own system no longer has.
 *
 * @param classId of which class; null: of none
 * @param from the first day on which it no longer has the child, if it said so
 */
public record Departure(
        String student, @Nullable String classId, @Nullable LocalDate from) {

    boolean concerns(String ofClass) {
        return classId == null || classId.equals(ofClass);
    }

    /** A day that lies ahead, of a child who is gone now, is today. */
    LocalDate effective(LocalDate today) {
        return from == null || from.isAfter(today) ? today : from;
    }
}
