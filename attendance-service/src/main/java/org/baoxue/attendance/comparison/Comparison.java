package org.baoxue.attendance.comparison;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One run of comparisons one and two.
 *
 * @param place whose children are compared: its residents, the children of its schools, and whoever was in the run before
 * @param from the first day on which a child counts as seen; {@code date} is the last, and the day whose enrolments count
 * @param register of the place's residents
 * @param previous the run of the same place before
 */
record Comparison(
        String id,
        String place,
        LocalDate from,
        LocalDate date,
        String register,
        @Nullable String previous,
        String runBy,
        Instant runAt) {}
