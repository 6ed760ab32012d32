package org.baoxue.directory.calendar;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A date that a calendar speaks of.
 *
 * @param school whether it is a school day: a make-up day is, a holiday or a closure is not
 */
public record Day(
        @NotNull LocalDate date,
        boolean school,
        @Nullable @Size(max = 100) String occasion) {}
