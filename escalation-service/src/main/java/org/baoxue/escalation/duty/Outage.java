package org.baoxue.escalation.duty;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.baoxue.escalation.policy.Policy;

/** The suite stood still: what fell due then was slept through, and nobody is blamed for it. */
public record Outage(Instant from, Instant to) {
    /** The backlog of a county is worked in less. */
    private static final Duration CATCHING_UP = Duration.ofMinutes(5);

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

    /**
     * When that is told which is to be told so long after it is decided: what the suite comes to in the minutes after it woke is
     * gathered for one message to each person instead of a storm.
     *
     * @param now may lie before the standstill's end: whoever decides first has read the time before the standstill was noted
     * @param nextWindow the first window of messages that begins after an instant
     */
    static Instant toldAt(Collection<Outage> outages, Instant now, Duration delay, UnaryOperator<Instant> nextWindow) {
        Instant wanted = now.plus(delay);
        return outages.stream()
                .filter(outage -> !now.isBefore(outage.from()))
                .map(outage -> nextWindow.apply(outage.to().plus(CATCHING_UP)))
                .filter(gathered -> now.isBefore(gathered) && wanted.isBefore(gathered))
                .max(Comparator.naturalOrder())
                .orElse(wanted);
    }
}
