package org.baoxue.directory.calendar;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** A term, its first and last day included. */
public record Term(
        @NotBlank @Size(max = 100) String name,
        @NotNull LocalDate from,
        @NotNull LocalDate to) {

    boolean contains(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(to);
    }
}
