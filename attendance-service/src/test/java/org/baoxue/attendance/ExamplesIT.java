package org.baoxue.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.file.Path;
import java.time.Instant;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Story;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** The examples of the OpenAPI document are a story, and this plays it. */
@QuarkusTest
@WithTestResource(Platform.class)
class ExamplesIT {

    private static final String SCHOOL = "2153011309";
    private static final String TOWNSHIP = "530113009";

    @Test
    void every_example_is_answered_as_it_says() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
        var school = SchoolFixture.opens(SCHOOL, TOWNSHIP, "Asia/Shanghai", false);
        var story = Story.in(Path.of("src/main/resources/META-INF/openapi-examples.json"));
        var faults = story.play(role -> switch (role) {
            case "class-teacher" -> {
                school.giveClassTo(SCHOOL + "-0901", "T-0901");
                yield school.as(role, "T-0901");
            }
            case "county-bureau" ->
                Tokens.as(Tokens.ofPlace(role, "O-530113", "530113")).contentType(ContentType.JSON);
            default -> school.as(role, role + "-" + SCHOOL);
        });
        assertThat(faults)
                .as("-Dbaoxue.examples.write=true writes the answers anew")
                .isEmpty();
    }
}
