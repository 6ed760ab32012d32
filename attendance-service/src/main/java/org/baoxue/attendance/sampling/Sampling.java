package org.baoxue.attendance.sampling;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A look at some classes or children of each school of a place.
 *
 * <p>In each school the units (classes, or children by their ids) are ordered by the SHA-256 of seed, line feed and id, in
 * hexadecimal; the first of them are drawn. Which seed it is nobody can change after it was announced.
 *
 * @param place whose schools are looked at
 * @param date of the school's zone: who is enrolled then is drawn from, and its roll calls are compared
 * @param seedDigest SHA-256 of the seed in hexadecimal
 * @param seed null until it is drawn, unless it was announced itself
 */
record Sampling(
        String id,
        String place,
        LocalDate date,
        Method method,
        String seedDigest,
        @Nullable String seed,
        String announcedBy,
        Instant announcedAt,
        @Nullable Instant drawnAt) {

    enum Unit {
        CLASS,
        STUDENT
    }

    /**
     * How many of each school: so many, or so many of a hundred, rounded up.
     *
     * @param perSchool or else {@code percent}
     */
    record Method(
            Unit unit,
            @Nullable Integer perSchool,
            @Nullable Integer percent) {}

    boolean isDrawn() {
        return drawnAt != null;
    }
}
