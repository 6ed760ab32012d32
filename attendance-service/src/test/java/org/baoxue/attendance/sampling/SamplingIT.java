package org.baoxue.attendance.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class SamplingIT {

    private static final String SEED = "lottery-2026-10-11:04-11-23-27-30-33+09";

    @BeforeEach
    void monday_morning() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
    }

    @Test
    void whoever_has_the_seed_draws_the_same() {
        var one = SchoolFixture.opens("SM1", "530191001", "Asia/Shanghai", false);
        one.enrols("SM1-1", "sm1-a", "sm1-b", "sm1-c");
        one.enrols("SM1-2", "sm1-d", "sm1-e");
        var other = SchoolFixture.opens("SM2", "530191002", "Asia/Shanghai", false);
        other.enrols("SM2-1", "sm2-a", "sm2-b");
        String sampling = announce("k1", "STUDENT", Map.of("percent", 50, "seedDigest", Samplings.digestOf(SEED)))
                .statusCode(201)
                .body("seed", nullValue())
                .extract()
                .path("sampling");
        draw(sampling, "another-seed-of-somebody").statusCode(422).body("errors[0].pointer", equalTo("/seed"));
        draw(sampling, SEED).statusCode(200).body("seed", equalTo(SEED)).body("drawnAt", notNullValue());
        Hand.puts(Instant.parse("2026-10-12T00:11:00Z"));
        draw(sampling, SEED).statusCode(200).body("drawnAt", startsWith("2026-10-12T00:10:"));

        var expected = Stream.concat(
                        drawn(List.of("sm1-a", "sm1-b", "sm1-c", "sm1-d", "sm1-e"), 3),
                        drawn(List.of("sm2-a", "sm2-b"), 1))
                .toList();
        assertThat(bureau().get("/v1/samplings/" + sampling + "/units")
                        .then()
                        .extract()
                        .<List<String>>path("items.student"))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(other.office()
                        .get("/v1/samplings/" + sampling + "/units")
                        .then()
                        .extract()
                        .<List<String>>path("items.school"))
                .containsExactly("SM2");
    }

    /** As the announcement says it, in other words than the statement that draws. */
    private static Stream<String> drawn(List<String> units, int howMany) {
        return units.stream()
                .sorted(Comparator.comparing(unit -> Samplings.digestOf(SEED + "\n" + unit)))
                .limit(howMany);
    }

    @Test
    void a_sample_is_held_against_the_daily_record() {
        var school = SchoolFixture.opens("SM3", "530192001", "Asia/Shanghai", false);
        school.enrols("SM3-1", "sm3-a", "sm3-b", "sm3-c");
        school.enrols("SM3-2", "sm3-d");
        var wanted = new HashMap<String, Object>(Map.of("perSchool", 2, "seed", SEED));
        String sampling = announce("530192", "k1", "CLASS", wanted)
                .body("seed", equalTo(SEED))
                .extract()
                .path("sampling");
        draw(sampling, "530192", SEED).statusCode(200);
        posts(school, "roll-calls", "SM3-1", Map.of("student", "sm3-a", "mark", "ABSENT"));
        posts(school, "sampled-roll-calls", "SM3-1", Map.of("student", "sm3-b", "mark", "ABSENT"));
        bureau("530192")
                .get("/v1/samplings/" + sampling + "/result")
                .then()
                .statusCode(200)
                .body("schools", hasSize(1))
                .body("schools[0].units", equalTo(2))
                .body("schools[0].taken", equalTo(1))
                .body("schools[0].compared", equalTo(3))
                .body("schools[0].differing", equalTo(2));
        bureau().get("/v1/samplings?place=530192").then().body("items.sampling", equalTo(List.of(sampling)));
    }

    @Test
    void an_announcement_binds_to_one_seed_and_one_number() {
        announce("k8", "CLASS", Map.of("perSchool", 2, "percent", 2, "seed", SEED))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/perSchool"));
        announce("k9", "CLASS", Map.of("perSchool", 2))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/seedDigest"));
        bureau("530102")
                .body(request("530191", "CLASS", Map.of("perSchool", 2, "seed", SEED)))
                .header("Idempotency-Key", "k1")
                .post("/v1/samplings")
                .then()
                .statusCode(403);
    }

    private static void posts(SchoolFixture school, String kind, String classId, Map<String, String> entry) {
        school.system()
                .body(Map.of("marks", "EXCEPTIONS", "entries", List.of(entry)))
                .put("/v1/classes/" + classId + "/" + kind + "/2026-10-12/AM")
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse announce(String key, String unit, Map<String, Object> wanted) {
        return announce("530191", key, unit, wanted);
    }

    private static ValidatableResponse announce(String place, String key, String unit, Map<String, Object> wanted) {
        return bureau(place)
                .header("Idempotency-Key", key)
                .body(request(place, unit, wanted))
                .post("/v1/samplings")
                .then();
    }

    private static Map<String, Object> request(String place, String unit, Map<String, Object> wanted) {
        var request = new HashMap<>(wanted);
        request.put("place", place);
        request.put("date", "2026-10-12");
        request.put("unit", unit);
        return request;
    }

    private static ValidatableResponse draw(String sampling, String seed) {
        return draw(sampling, "530191", seed);
    }

    private static ValidatableResponse draw(String sampling, String place, String seed) {
        return bureau(place)
                .body(Map.of("seed", seed))
                .put("/v1/samplings/" + sampling + "/draw")
                .then();
    }

    private static RequestSpecification bureau() {
        return bureau("530191");
    }

    private static RequestSpecification bureau(String place) {
        return Tokens.as(Tokens.ofPlace("county-bureau", "O-" + place, place)).contentType(ContentType.JSON);
    }
}
