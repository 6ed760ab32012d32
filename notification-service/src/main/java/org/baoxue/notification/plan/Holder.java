package org.baoxue.notification.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A person who holds a post for a time; a deputy is told only while nobody else holds it. */
public record Holder(
        String person,
        boolean deputy,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    public boolean holdsOn(LocalDate date) {
        return (from == null || !date.isBefore(from)) && (to == null || !date.isAfter(to));
    }
}
