package org.baoxue.attendance.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import org.baoxue.attendance.Published;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class ConcernIT {

    @BeforeEach
    void monday_morning() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
    }

    @Test
    void a_concern_is_raised_once_under_its_key_and_told_with_the_childs_class() {
        var school = SchoolFixture.opens("CN1");
        school.enrols("CN1-1", "cn1-a");
        school.giveClassTo("CN1-1", "T-CN1");
        String concern = raise(school.as("class-teacher", "T-CN1"), "cn1-a", "k1", "NO_GUARDIAN")
                .statusCode(201)
                .extract()
                .path("concern");
        raise(school.as("class-teacher", "T-CN1"), "cn1-a", "k1", "NO_GUARDIAN")
                .statusCode(201)
                .body("concern", equalTo(concern));
        raise(school.as("class-teacher", "T-CN1"), "cn1-a", "k1", "CONDUCT").statusCode(422);
        assertThat(Published.attendance("concern-raised", "CN1", 1))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.text("concern")).isEqualTo(concern);
                    assertThat(event.text("class")).isEqualTo("CN1-1");
                    assertThat(event.text("kind")).isEqualTo("NO_GUARDIAN");
                    assertThat(event.text("raisedBy")).isEqualTo("T-CN1");
                });
    }

    @Test
    void a_withdrawn_concern_stays_readable_and_is_told_of_once() {
        var school = SchoolFixture.opens("CN2");
        school.enrols("CN2-1", "cn2-a");
        String concern =
                raise(school.office(), "cn2-a", "k1", "TRUANCY").extract().path("concern");
        var path = "/v1/students/cn2-a/concerns/" + concern;
        school.office().delete(path).then().statusCode(204);
        school.office().delete(path).then().statusCode(204);
        school.office()
                .get("/v1/students/cn2-a/concerns")
                .then()
                .body("items", hasSize(1))
                .body("items[0].withdrawnAt", notNullValue());
        assertThat(Published.attendance("concern-withdrawn", "CN2", 1)).hasSize(1);
    }

    @Test
    void a_concern_that_cannot_be_is_refused_where_it_is_wrong() {
        var school = SchoolFixture.opens("CN3");
        school.enrols("CN3-1", "cn3-a");
        raise(school.office(), "cn3-a", "k1", "RUMOUR").statusCode(400).body("errors[0].pointer", equalTo("/kind"));
        raise(school.office(), "cn3-x", "k1", "CONDUCT")
                .statusCode(404)
                .body("errors[0].pointer", equalTo("path:studentId"));
        school.office()
                .body(Map.of("kind", "CONDUCT"))
                .post("/v1/students/cn3-a/concerns")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("header:Idempotency-Key"));
        school.office()
                .delete("/v1/students/cn3-a/concerns/none")
                .then()
                .statusCode(404)
                .body("errors[0].pointer", equalTo("path:concernId"));
        school.office().get("/v1/students/cn3-a/concerns").then().body("items", hasSize(0));
    }

    private static ValidatableResponse raise(RequestSpecification request, String student, String key, String kind) {
        return request.header("Idempotency-Key", key)
                .body(Map.of("kind", kind))
                .post("/v1/students/%s/concerns".formatted(student))
                .then();
    }
}
