package org.baoxue.escalation.duty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The suite stood still from eight to 10:02:30, and another time in the evening. */
class OutageTest {
    private static final List<Outage> OUTAGES =
            List.of(new Outage(at("08:00:00"), at("10:02:30")), new Outage(at("18:00:00"), at("20:14:00")));

    @ParameterizedTest(name = "decided at {0} to be told {1} later, told at {2}")
    @CsvSource({
        "07:59:59, PT0S, 07:59:59",
        "10:02:29, PT0S, 10:15:00",
        "10:02:30, PT0S, 10:15:00",
        "10:14:59, PT0S, 10:15:00",
        "10:15:00, PT0S, 10:15:00",
        "10:15:01, PT0S, 10:15:01",
        "10:03:00, PT5M, 10:15:00",
        "10:03:00, PT1H, 11:03:00",
        "20:14:00, PT0S, 20:30:00",
        "20:29:59, PT0S, 20:30:00",
        "20:30:01, PT0S, 20:30:01"
    })
    void what_is_decided_in_the_first_minutes_after_waking_is_told_together(
            String decided, Duration delay, String told) {
        assertEquals(at(told), Outage.toldAt(OUTAGES, at(decided), delay, OutageTest::nextQuarter));
    }

    private static Instant nextQuarter(Instant instant) {
        long quarter = Duration.ofMinutes(15).toSeconds();
        return Instant.ofEpochSecond((instant.getEpochSecond() / quarter + 1) * quarter);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-09-07T" + time + "Z");
    }
}
