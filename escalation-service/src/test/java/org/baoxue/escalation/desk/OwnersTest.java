package org.baoxue.escalation.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Posts;
import org.baoxue.escalation.policy.Rule;
import org.junit.jupiter.api.Test;

/** Whom a place may make the owner of a rule's duty can also end it. */
class OwnersTest {
    /** Ended by the attendance itself, or by the principal's signature on the report. */
    private static final Set<String> ENDED_WITHOUT_A_WORD_HERE = Set.of(
            "submit-attendance", "correct-attendance", "township-report", "formal-report", "unregistered-report");

    @Test
    void whoever_may_owe_a_duty_may_give_its_evidence() {
        List<Rule> rules = Policies.shipped().rules().stream()
                .filter(rule -> rule.owner() != null && !ENDED_WITHOUT_A_WORD_HERE.contains(rule.id()))
                .toList();
        assertEquals(14, rules.size());
        for (Rule rule : rules) {
            for (String owner : Posts.ownersOf(rule.id())) {
                assertTrue(MaySay.whoEnds(rule.id()).anyMatch(owner::equals), owner + " cannot end " + rule.id());
            }
        }
    }
}
