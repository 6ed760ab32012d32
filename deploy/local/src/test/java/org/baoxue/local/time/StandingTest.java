package org.baoxue.local.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.local.http.Json;
import org.baoxue.local.suite.Service;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final List<String> READS = List.of("baoxue.attendance.v1");

    @Test
    void a_service_that_published_read_and_worked_everything_is_done() {
        var standing = standing("""
                {"outbox":{"count":0,"oldest":null},"inbox":[{"topic":"baoxue.attendance.v1","partition":1,"next":7}],
                 "due":[{"name":"duties","next":"2026-09-24T01:05:00Z","overdue":0},{"name":"spells","next":null,"overdue":0}],
                 "parked":2}
                """);
        assertEquals(List.of(), standing.reasons(READS, Map.of("baoxue.attendance.v1/1", 7L)));
        assertEquals(Optional.of(Instant.parse("2026-09-24T01:05:00Z")), standing.next());
        assertEquals(2, standing.parked());
    }

    @Test
    void each_thing_left_is_named() {
        var standing = standing("""
                {"outbox":{"count":3},"inbox":[],"due":[{"name":"duties","next":null,"overdue":1}],"parked":0}
                """);
        assertEquals(
                List.of(
                        "escalation-service has 3 events to publish",
                        "escalation-service has 1 overdue duties",
                        "escalation-service has not read baoxue.attendance.v1/0 to 4"),
                standing.reasons(READS, Map.of("baoxue.attendance.v1/0", 4L, "baoxue.roster.v1/0", 9L)));
    }

    private static Standing standing(String json) {
        return Standing.of(Service.ESCALATION, Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
