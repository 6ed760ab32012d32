package org.baoxue.directory;

import static org.baoxue.directory.Given.deputy;
import static org.baoxue.directory.Given.holder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.baoxue.testkit.ContractCheck;
import org.baoxue.testkit.OpenApiDrift;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class ContractIT {

    private static final ContractCheck CONTRACTS = ContractCheck.of(Path.of("contracts"));

    /** An event as it waits for the relay. */
    public record Appended(String type, String key, String payload) {}

    @Test
    void examples_fit_their_schemas() {
        CONTRACTS.examplesFit();
    }

    @Test
    void the_committed_open_api_file_is_what_the_code_says() {
        OpenApiDrift.check(Path.of("contracts/openapi.yaml"));
    }

    @Test
    void every_event_ever_published_fits_its_schema() {
        somethingOfEveryKind();

        var events = Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select type, aggregateid as key, payload from outbox where payload is not null")
                .map((row, context) ->
                        new Appended(row.getString("type"), row.getString("key"), row.getString("payload")))
                .list());
        var faults = events.stream()
                .flatMap(event -> CONTRACTS.faults(event.type(), event.payload()).stream()
                        .map(fault -> event.key() + ": " + fault))
                .limit(10)
                .toList();

        assertEquals(List.of(), faults);
        assertTrue(events.size() > 45_979, events.size() + " events");
        assertEquals(
                4,
                events.stream().map(Appended::type).collect(Collectors.toSet()).size());
    }

    private static void somethingOfEveryKind() {
        Given.school("2153011370", "530113102");
        Given.government("530113102");
        Given.educationBureau("530113");
        Given.written("/v1/organisations/hospital-1", Map.of("kind", "OTHER", "name", "医院", "place", "530113"));
        Given.post("530113-edu", "county-bureau", "530113");
        Given.post(
                "2153011370",
                "principal",
                "2153011370",
                holder("p-1", "2026-09-01"),
                deputy("p-2", "2026-10-01", "2026-10-02"));
        Given.written(
                "/v1/calendars/class/2153011370-0701",
                Map.of(
                        "school",
                        "2153011370",
                        "terms",
                        List.of(Map.of("name", "1", "from", "2026-09-01", "to", "2027-01-22")),
                        "days",
                        List.of(Map.of("date", "2026-09-12", "school", true))));
    }
}
