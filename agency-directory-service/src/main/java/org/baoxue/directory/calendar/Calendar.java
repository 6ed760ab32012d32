package org.baoxue.directory.calendar;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one level says.
 *
 * @param school of a class calendar: the class's school
 * @param days by date, each date once
 */
public record Calendar(
        String owner,
        OwnerKind ownerKind,
        @Nullable String school,
        List<Term> terms,
        List<Day> days,
        long revision,
        Instant acceptedAt) {}
