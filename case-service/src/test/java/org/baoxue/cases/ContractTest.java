package org.baoxue.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.baoxue.testkit.ContractCheck;
import org.junit.jupiter.api.Test;

class ContractTest {

    @Test
    void everyEventHasASchemaAndExamplesThatFit() {
        ContractCheck.of(Path.of("contracts")).examplesFit();
    }

    @Test
    void anEventWithoutItsFieldsDoesNotFit() {
        var contracts = ContractCheck.of(Path.of("contracts"));
        assertEquals(
                false,
                contracts
                        .faults("org.baoxue.case.closed.v1", "{\"case\":\"x\"}")
                        .isEmpty());
    }
}
