package org.baoxue.escalation.duty;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.baoxue.escalation.policy.Policy;

/** The suite stood still: what fell due then was slept through, and nobody is blamed for it. */
public record Outage(Instant from, Instant to) {
    boolean covers(Instant due) {
        return !due.isBefore(from) && !due.isAfter(to);
    }

    /**
     * When that is due, marked late, which fell due in one of these standstills and is owed on whatever day the suite wakes;
     * empty where the suite was awake at its time.
     */
    public static Optional<Instant> dueAfterWaking(
            Collection<Outage> outages, Instant due, Policy policy, Instant now) {
        return outages.stream()
                .filter(outage -> outage.covers(due))
                .findFirst()
                .map(slept -> now.plus(policy.duration("hours.late-due")));
    }
}
