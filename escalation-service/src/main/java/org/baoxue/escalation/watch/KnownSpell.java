package org.baoxue.escalation.watch;

import java.time.Instant;
import java.util.SortedMap;
import org.baoxue.escalation.duty.Deadline;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Spell;

/**
 * A spell as it is kept.
 *
 * @param policy in force on its opening day
 * @param knownAt when the service first knew it
 * @param deadlines of its day rules, as they were last said
 */
public record KnownSpell(
        Spell spell, WatchedChild child, Policy.Key policy, Instant knownAt, SortedMap<String, Deadline> deadlines) {
    /** The policy that it keeps as long as it runs. */
    Policy keptOf(PolicyStore.Versions policies) {
        return policies.of(child.place(), spell.openedOn(), knownAt);
    }

    /** Another opening day may lie under another policy. */
    KnownSpell under(PolicyStore.Versions policies) {
        return new KnownSpell(spell, child, keptOf(policies).key(), knownAt, deadlines);
    }

    KnownSpell as(Spell other, WatchedChild now) {
        boolean sameSchool = now.school().equals(child.school());
        return new KnownSpell(other, sameSchool ? now : child, policy, knownAt, deadlines);
    }

    KnownSpell expecting(SortedMap<String, Deadline> others) {
        return new KnownSpell(spell, child, policy, knownAt, others);
    }
}
