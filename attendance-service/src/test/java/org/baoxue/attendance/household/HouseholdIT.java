package org.baoxue.attendance.household;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Map;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class HouseholdIT {

    @Test
    void a_household_is_monitored_by_a_list_since_a_date_until_it_is_not() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
        var school = SchoolFixture.opens("HO1");
        school.enrols("HO1-1", "ho1-a");
        var path = "/v1/students/ho1-a/monitored-household";
        var said = Map.of("category", "MARGINAL", "source", "县监测名单 2026-08", "since", "2026-08-01");
        school.office().get(path).then().statusCode(404);
        school.office().body(said).put(path).then().statusCode(200).body("recordedBy", equalTo("office-HO1"));
        Hand.puts(Instant.parse("2026-10-13T00:10:00Z"));
        school.system()
                .body(said)
                .put(path)
                .then()
                .statusCode(200)
                .body("recordedBy", equalTo("office-HO1"))
                .body("recordedAt", startsWith("2026-10-12T00:10:"));
        school.office()
                .get(path)
                .then()
                .body("category", equalTo("MARGINAL"))
                .body("source", equalTo("县监测名单 2026-08"))
                .body("since", equalTo("2026-08-01"));
        school.office().delete(path).then().statusCode(204);
        school.office().delete(path).then().statusCode(204);
        school.office().get(path).then().statusCode(404);
    }
}
