package org.baoxue.escalation.backtest;

import static org.baoxue.escalation.backtest.RecordedAutumn.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.duty.Evidence;
import org.junit.jupiter.api.Test;

/** Who would have heard: of what is over before its time nobody is told, and who heard a wrong thing hears that it was wrong. */
class ReplayedTellingsTest {
    private static final String DAY = "2026-09-07";

    private final RecordedAutumn autumn = new RecordedAutumn();

    @Test
    void the_guardian_hears_after_twenty_minutes_where_nothing_ends_it_before() {
        autumn.missing(DAY);
        assertEquals(
                List.of("08:01 opened class-teacher", "08:20 opened guardian", "09:00 lapsed academic-office"),
                told("contact-guardian"));
    }

    @Test
    void who_was_reached_before_is_not_told_any_more() {
        autumn.missing(DAY).did("contact-guardian", DAY, Evidence.Kind.CONTACT_ATTEMPT, "REACHED", at(DAY, 8, 10));
        assertEquals(List.of("08:01 opened class-teacher"), told("contact-guardian"));
    }

    @Test
    void what_was_a_mistake_is_corrected_for_those_who_heard_it_and_kept_from_those_who_did_not() {
        autumn.missing(DAY).wasThereAllAlong(DAY, at(DAY, 8, 10));
        assertEquals(List.of("08:01 opened class-teacher", "08:10 corrected class-teacher"), told("contact-guardian"));
        assertEquals(List.of(), told("report-absence-list"));
        assertEquals(List.of(), told("verify-same-day"));
    }

    @Test
    void a_firing_that_was_wrong_is_corrected() {
        autumn.missing("2026-09-02", "2026-09-03", "2026-09-04")
                .wasThereAllAlong("2026-09-03", at("2026-09-04", 16))
                .back("2026-09-07");
        assertEquals(
                List.of(
                        "15:00 fired academic-office",
                        "15:00 fired class-teacher",
                        "15:00 fired guardian",
                        "16:00 corrected academic-office",
                        "16:00 corrected class-teacher",
                        "16:00 corrected guardian"),
                told("suspected-dropout").stream()
                        .filter(line -> !line.contains("township") && !line.contains("county"))
                        .toList());
    }

    private List<String> told(String rule) {
        return autumn.played(Map.of()).tellings().stream()
                .filter(telling -> telling.rule().equals(rule))
                .map(telling -> LocalTime.ofInstant(telling.at(), RecordedAutumn.ZONE) + " " + telling.occasion() + " "
                        + telling.post())
                .sorted()
                .toList();
    }
}
