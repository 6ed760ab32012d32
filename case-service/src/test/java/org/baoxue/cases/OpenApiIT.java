package org.baoxue.cases;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.baoxue.testkit.OpenApiDrift;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class OpenApiIT {

    @Test
    void theCommittedDocumentIsWhatTheCodeSays() {
        OpenApiDrift.check(Path.of("contracts/openapi.yaml"));
    }
}
