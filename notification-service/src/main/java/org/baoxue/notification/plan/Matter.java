package org.baoxue.notification.plan;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a notice says, without a name: dates and codes, and the reason as the rule gave it.
 *
 * @param reason why it ended or was corrected
 */
public record Matter(
        @Nullable LocalDate date,
        @Nullable String session,
        @Nullable Integer day,
        @Nullable Instant dueAt,
        boolean late,
        @Nullable String reason,
        @Nullable String zh,
        @Nullable String en) {

    /** The same, due at another time. */
    public Matter dueAt(Instant other) {
        return new Matter(date, session, day, other, late, reason, zh, en);
    }

    public Matter because(@Nullable String other) {
        return new Matter(date, session, day, dueAt, late, other, zh, en);
    }
}
