package org.baoxue.directory.post;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row that speaks of a person, with the codes by which row-level security reaches it.
 *
 * @param to the last day; null: no end is known
 * @param sealed the {@link Card}
 */
@Embeddable
record Holder(
        String person,
        boolean deputy,
        @Column(name = "held_from") LocalDate from,
        @Column(name = "held_to") @Nullable LocalDate to,
        String sealed,
        String place,
        @Nullable String school,
        @Column(name = "class") @Nullable String classId) {

    boolean holdsOn(LocalDate date) {
        return !date.isBefore(from) && (to == null || !date.isAfter(to));
    }
}
