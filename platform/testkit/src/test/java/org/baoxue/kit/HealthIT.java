package org.baoxue.kit;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.Map;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

/** A consumer without a broker is told apart from a service that cannot answer. */
@QuarkusTest
@WithTestResource(Platform.class)
@TestProfile(HealthIT.OneConsumerWithoutBroker.class)
class HealthIT {

    public static class OneConsumerWithoutBroker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("mp.messaging.incoming.ledger.bootstrap.servers", "127.0.0.1:1");
        }
    }

    @Test
    void withoutABrokerTheConsumersAreDownAndTheServiceIsReady() {
        RestAssured.get("/q/health/group/consumers")
                .then()
                .statusCode(503)
                .body("checks[0].data.ledger", equalTo("no broker"));
        RestAssured.get("/q/health/ready").then().statusCode(200);
        RestAssured.get("/q/health/live").then().statusCode(200);
    }
}
