package org.baoxue.notification;

import java.nio.file.Path;
import org.baoxue.testkit.ContractCheck;
import org.junit.jupiter.api.Test;

class ContractTest {

    @Test
    void everyEventHasASchemaAndExamplesThatFit() {
        ContractCheck.of(Path.of("contracts")).examplesFit();
    }
}
