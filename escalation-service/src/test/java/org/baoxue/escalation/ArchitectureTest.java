package org.baoxue.escalation;

import org.baoxue.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void the_rules_of_the_house_hold() {
        ArchitectureRules.check("org.baoxue.escalation");
    }

    @Test
    void the_rules_of_the_heart_are_pure() {
        ArchitectureRules.checkPure("org.baoxue.escalation.calendar");
        ArchitectureRules.checkPure("org.baoxue.escalation.policy");
        ArchitectureRules.checkPure(
                "org.baoxue.escalation.spell", "org.baoxue.escalation.calendar..", "org.baoxue.escalation.policy..");
        ArchitectureRules.checkPure(
                "org.baoxue.escalation.duty",
                "org.baoxue.escalation.calendar..",
                "org.baoxue.escalation.policy..",
                "org.baoxue.escalation.spell..");
        ArchitectureRules.checkPure(
                "org.baoxue.escalation.explanation",
                "org.baoxue.escalation.term..",
                "org.baoxue.escalation.week..",
                "org.baoxue.escalation.calendar..",
                "org.baoxue.escalation.policy..",
                "org.baoxue.escalation.spell..",
                "org.baoxue.escalation.duty..");
        ArchitectureRules.checkPure(
                "org.baoxue.escalation.term",
                "org.baoxue.escalation.calendar..",
                "org.baoxue.escalation.policy..",
                "org.baoxue.escalation.spell..",
                "org.baoxue.escalation.duty..");
        ArchitectureRules.checkPure(
                "org.baoxue.escalation.week",
                "org.baoxue.escalation.calendar..",
                "org.baoxue.escalation.policy..",
                "org.baoxue.escalation.spell..",
                "org.baoxue.escalation.duty..");
    }
}
