package org.baoxue.escalation.duty;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.escalation.policy.Rule;

/** Lets open duties lapse whose time has run out. */
final class Lapses {
    private final Plan plan;

    Lapses(Plan plan) {
        this.plan = plan;
    }

    /** What the suite slept through is due an hour after waking on the same day, of a later day nobody could have seen it. */
    void settle() {
        open().filter(duty -> !plan.lapsesAt(duty).isAfter(plan.now())).forEach(this::settle);
    }

    private void settle(Duty duty) {
        boolean sameDay = plan.given.calendar().dateOf(duty.dueAt()).equals(plan.today());
        Optional<Instant> afterWaking = plan.given.dueAfterWaking(duty.dueAt());
        if (afterWaking.isEmpty()) {
            plan.lapsed(duty, false);
        } else if (isOfTheHour(duty) && !sameDay) {
            plan.lapsed(duty, true);
        } else {
            plan.moved(duty.dueAt(afterWaking.get(), true), "SLEPT");
        }
    }

    /** When the next lapses. */
    Optional<Instant> nextAt() {
        return open().map(plan::lapsesAt)
                .filter(instant -> instant.isAfter(plan.now()))
                .min(Instant::compareTo);
    }

    /**
     * Whether the lapse of any open duty has no consequence: the absence goes on, nothing has fired of it, and only hour rules
     * are owed. What a lapse lets out (a presumed day that nobody verified) and whatever is taken back rests on firings; an hour
     * rule that lapsed is not owed again for its date.
     */
    boolean areBare() {
        return plan.spell().isOpen() && plan.firings().isEmpty() && open().allMatch(this::isOfTheHour);
    }

    private boolean isOfTheHour(Duty duty) {
        return plan.rule(duty).fires() instanceof Rule.OnMark;
    }

    private Stream<Duty> open() {
        return plan.duties().stream().filter(Duty::isOpen);
    }
}
