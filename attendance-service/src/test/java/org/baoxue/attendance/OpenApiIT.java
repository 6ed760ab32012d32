package org.baoxue.attendance;

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
    void the_committed_contract_is_what_the_service_offers() {
        OpenApiDrift.check(Path.of("contracts/openapi.yaml"));
    }
}
