package org.baoxue.attendance;

import org.baoxue.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theHouseRulesHold() {
        ArchitectureRules.check("org.baoxue.attendance");
    }

    @Test
    void theCalendarIsPure() {
        ArchitectureRules.checkPure("org.baoxue.attendance.calendar");
    }
}
