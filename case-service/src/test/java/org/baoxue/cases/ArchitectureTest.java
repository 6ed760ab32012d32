package org.baoxue.cases;

import org.baoxue.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theRulesOfTheHouseHold() {
        ArchitectureRules.check("org.baoxue.cases");
    }
}
