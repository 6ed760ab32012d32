package org.baoxue.escalation.duty;

import java.time.Instant;

/** The suite stood still: what fell due then was slept through, and nobody is blamed for it. */
public record Outage(Instant from, Instant to) {
    boolean covers(Instant due) {
        return !due.isBefore(from) && !due.isAfter(to);
    }
}
