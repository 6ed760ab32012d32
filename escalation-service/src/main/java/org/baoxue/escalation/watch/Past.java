package org.baoxue.escalation.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;

/**
 * What was recorded about one child and its school, apart from what the rules made of it: enough to let them decide again.
 *
 * @param county of the school's place
 * @param calendars of its class as the directory has them now, with the ends of days that a policy knows
 * @param facts of the child, marks from some date on that lies in no recorded absence
 * @param closings of the school's days
 * @param deeds what people and other services recorded about what was owed
 * @param policies as they stood at a time
 */
public record Past(
        WatchedChild child,
        String county,
        Function<Policy, SchoolCalendar> calendars,
        boolean exceptionsOnly,
        List<Fact> facts,
        List<Closing> closings,
        List<Deed> deeds,
        PolicyStore.Versions policies,
        List<Outage> outages) {

    /** Every post of the date that was accepted before its end had been seen. */
    public record Closing(Instant at, LocalDate date, DayEnd end) {}

    /**
     * Evidence, and of what it was given: duties that are decided anew have other ids.
     *
     * @param date of the duty
     * @param spell whose duty it was
     * @param at when it was done
     */
    public record Deed(String rule, LocalDate date, String spell, Evidence.Kind kind, String outcome, Instant at) {}

    /** Whichever the policy: the zone and the school days are the same. */
    public SchoolCalendar calendar() {
        return calendars.apply(Policies.shipped());
    }

    /** The same, under other policies. */
    public Past under(PolicyStore.Versions others) {
        return new Past(child, county, calendars, exceptionsOnly, facts, closings, deeds, others, outages);
    }
}
