package org.baoxue.attendance;

import java.nio.file.Path;
import org.baoxue.testkit.ContractCheck;
import org.junit.jupiter.api.Test;

class ContractsTest {

    @Test
    void everyExampleFitsItsSchemaAndEverySchemaHasAnExample() {
        ContractCheck.of(Path.of("contracts")).examplesFit();
    }
}
