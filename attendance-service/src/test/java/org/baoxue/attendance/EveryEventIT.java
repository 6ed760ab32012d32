package org.baoxue.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.baoxue.kit.event.Json;
import org.baoxue.testkit.ContractCheck;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

/** A day in which everything happens that we tell of: whatever stands on our topics fits the contracts, and names nobody. */
@QuarkusTest
@WithTestResource(Platform.class)
class EveryEventIT {

    @Test
    void every_published_event_fits_its_schema_and_names_nobody() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
        var school = SchoolFixture.opens("EV1");
        school.enrols("EV1-1", "ev1-a", "ev1-b");
        school.system()
                .body(Map.of("marks", "EXCEPTIONS", "entries", List.of(Map.of("student", "ev1-a", "mark", "ABSENT"))))
                .put("/v1/classes/EV1-1/roll-calls/2026-10-12/AM")
                .then()
                .statusCode(201);
        String leave = school.office()
                .header("Idempotency-Key", "ev1")
                .body(Map.of("kind", "SICK", "from", "2026-10-12", "to", "2026-10-13"))
                .post("/v1/students/ev1-a/leaves")
                .path("leave");
        school.office().delete("/v1/students/ev1-a/leaves/" + leave).then().statusCode(204);
        String concern = school.office()
                .header("Idempotency-Key", "ev1")
                .body(Map.of("kind", "CONDUCT"))
                .post("/v1/students/ev1-a/concerns")
                .path("concern");
        school.office().delete("/v1/students/ev1-a/concerns/" + concern).then().statusCode(204);
        school.office()
                .body(Map.of("change", "TRANSFER_OUT", "effective", "2026-10-13"))
                .post("/v1/students/ev1-b/enrolment-changes")
                .then()
                .statusCode(200);
        Hand.puts(Instant.parse("2026-10-12T07:00:01Z"));
        Published.attendance("school-day-closed", "EV1", 1);

        var published = Stream.concat(all("baoxue.attendance.v1"), all("baoxue.roster.v1"))
                .toList();
        published.forEach(Published::fitsItsSchema);
        assertThat(published)
                .extracting(
                        seen -> ContractCheck.nameOf(seen.type().replaceFirst("^org\\.baoxue\\.[a-z]+\\.", "") + "."))
                .contains(
                        "enrolment.v1",
                        "enrolment-changed.v1",
                        "roll-call-recorded.v1",
                        "leave-granted.v1",
                        "leave-withdrawn.v1",
                        "concern-raised.v1",
                        "concern-withdrawn.v1",
                        "class-not-marked.v1",
                        "school-day-closed.v1");
        assertThat(published.stream().map(seen -> Json.write(String.valueOf(seen.body()))))
                .noneMatch(text -> text.contains("小明")
                        || text.replace(" ", "").contains("55500101")); // four digits alone an instant has too
    }

    private static Stream<Seen> all(String topic) {
        try (var probe = EventProbe.of(topic)) {
            return List.copyOf(probe.all()).stream();
        }
    }
}
