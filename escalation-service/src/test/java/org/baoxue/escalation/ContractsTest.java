package org.baoxue.escalation;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import org.baoxue.testkit.ContractCheck;
import org.junit.jupiter.api.Test;

class ContractsTest {
    @Test
    void every_schema_has_examples_and_every_example_fits() {
        ContractCheck.of(Path.of("contracts")).examplesFit();
    }

    @Test
    void a_payload_that_lacks_its_codes_is_refused() {
        assertFalse(ContractCheck.of(Path.of("contracts"))
                .faults("org.baoxue.escalation.duty-opened.v1", "{}")
                .isEmpty());
    }
}
