package org.baoxue.escalation.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Spell;

/**
 * Everything that a decision about one spell rests on.
 *
 * @param spells all of the child, this one among them
 * @param facts of the child, of which verifications and enrolment matter here
 * @param closed the school's days whose every post has been seen, with their completeness
 * @param duties what was opened so far about the child, in every revision: also what belongs to another of its spells now
 * @param firings of the spell so far, in every revision
 * @param outages when the suite stood still lately
 * @param travel how long evidence may travel from the service where it was recorded
 */
public record Circumstances(
        Spell spell,
        Collection<Spell> spells,
        Scopes scopes,
        SchoolCalendar calendar,
        Policy policy,
        Collection<? extends Fact> facts,
        Map<LocalDate, DayEnd> closed,
        boolean exceptionsOnly,
        List<Duty> duties,
        List<Firing> firings,
        List<Evidence> evidence,
        Instant now,
        List<Outage> outages,
        Duration travel) {

    Optional<Instant> dueAfterWaking(Instant due) {
        return Outage.dueAfterWaking(outages, due, policy, now);
    }

    public record DayEnd(int members, int marked) {
        boolean isBelow(int percent) {
            return (long) marked * 100 < (long) members * percent;
        }
    }
}
