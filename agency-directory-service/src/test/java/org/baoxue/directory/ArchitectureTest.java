package org.baoxue.directory;

import org.baoxue.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_rules_of_the_house_hold() {
        ArchitectureRules.check("org.baoxue.directory");
    }
}
