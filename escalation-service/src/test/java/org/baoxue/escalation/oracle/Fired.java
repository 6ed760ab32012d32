package org.baoxue.escalation.oracle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One firing of a day rule in the oracle's book. */
final class Fired {
    final DayRule rule;
    final int spell;
    final int revision;
    /** The counted day at whose end it fired. */
    final int onDay;
    /** The end of that day, or of what held the rule. */
    final Instant due;

    final Instant at;
    final boolean late;
    final boolean unwatched;
    Outside outside;
    /** When it left the school. */
    @Nullable Instant went;

    boolean withdrawn;

    @Nullable Instant withdrawnAt;

    enum Outside {
        WAITING,
        RELEASED,
        UNVERIFIED,
        DROPPED
    }

    Fired(DayRule rule, int spell, int revision, int onDay, Instant due, Instant at, boolean late, boolean unwatched) {
        this.rule = rule;
        this.spell = spell;
        this.revision = revision;
        this.onDay = onDay;
        this.due = due;
        this.at = at;
        this.late = late;
        this.unwatched = unwatched;
        this.outside = rule.leavesTheSchool ? Outside.WAITING : Outside.RELEASED;
    }

    @Override
    public String toString() {
        return rule.id + " #" + revision + " on day " + onDay + " fired " + at + (late ? " late" : "")
                + (unwatched ? " unwatched" : "") + (withdrawn ? " withdrawn" : " " + outside);
    }
}
