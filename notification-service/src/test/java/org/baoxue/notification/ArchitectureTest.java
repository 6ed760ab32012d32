package org.baoxue.notification;

import org.baoxue.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theRulesOfTheHouse() {
        ArchitectureRules.check("org.baoxue.notification");
    }

    @Test
    void thePlanIsPure() {
        ArchitectureRules.checkPure("org.baoxue.notification.plan", "org.baoxue.kit.event..");
    }
}
