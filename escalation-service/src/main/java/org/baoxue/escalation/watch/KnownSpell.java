package org.baoxue.escalation.watch;

import java.time.Instant;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Spell;

/**
 * A spell as it is kept.
 *
 * @param policy in force on its opening day
 * @param knownAt when the service first knew it: policies set later do not touch it
 */
public record KnownSpell(Spell spell, WatchedChild child, Policy.Key policy, Instant knownAt) {
    KnownSpell as(Spell other, WatchedChild now) {
        boolean sameSchool = now.school().equals(child.school());
        return new KnownSpell(other, sameSchool ? now : child, policy, knownAt);
    }
}
