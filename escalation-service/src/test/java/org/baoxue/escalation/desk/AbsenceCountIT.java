package org.baoxue.escalation.desk;

import static org.baoxue.escalation.School.at;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.function.Predicate;
import org.baoxue.escalation.EscalationStory;
import org.baoxue.escalation.School;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** Counts of a county of its own. */
@QuarkusTest
@WithTestResource(Platform.class)
class AbsenceCountIT extends EscalationStory {

    @Test
    void who_was_away_and_suspected_when_a_day_was_over_is_counted_by_township_and_school() {
        Hand.puts(at("2026-09-07 07:00"));
        School one = School.open("AC-1", "530194001");
        School other = School.open("AC-2", "530194002");
        one.enrols("1", "ac-stays", "ac-returns");
        other.enrols("1", "ac-other");
        for (String day : List.of("2026-09-07", "2026-09-08", "2026-09-09")) {
            Hand.puts(at(day + " 08:06"));
            List<String> back = day.equals("2026-09-09") ? List.of("ac-returns") : List.of();
            List<String> away = back.isEmpty() ? List.of("ac-stays", "ac-returns") : List.of("ac-stays");
            one.calls(one.rollCall("1", day + " 08:05", 1, back, List.of(), away));
            escalation.await(
                    seen -> is("duty-opened", "contact-guardian", "ac-stays").test(seen)
                            && body(seen).path("date").asText().equals(day));
        }
        other.calls(other.rollCall("1", "2026-09-09 08:05", 20, List.of("ac-other")));
        escalation.await(is("duty-opened", "contact-guardian", "ac-other"));
        Hand.puts(at("2026-09-09 15:00"));
        one.closesDay("2026-09-09");
        escalation.await(is("rule-fired", "suspected-dropout", "ac-stays"));

        counts("530194", "2026-09-07").body("total.running", equalTo(2)).body("total.suspected", equalTo(0));
        counts("530194", "2026-09-08").body("total.running", equalTo(2)).body("total.suspected", equalTo(0));
        counts("530194", "2026-09-09")
                .body("total.running", equalTo(2))
                .body("total.suspected", equalTo(1))
                .body("parts.items.code", contains("530194001", "530194002"))
                .body("parts.items.counts.suspected", contains(1, 0));
        counts("530194001", "2026-09-09")
                .body("parts.items.code", contains(one.code()))
                .body("parts.items[0].counts.running", equalTo(1));
        counts("530194", "2026-09-04").body("total.running", equalTo(0)).body("parts.items", empty());
    }

    private static Predicate<Seen> is(String name, String rule, String student) {
        return seen -> seen.type().equals("org.baoxue.escalation." + name + ".v1")
                && seen.text("rule").equals(rule)
                && seen.text("student").equals(student);
    }

    private static ValidatableResponse counts(String place, String date) {
        return Tokens.as(Tokens.ofPlace("county-bureau", "p-counts", "530194"))
                .get("/v1/absence-counts?place=" + place + "&date=" + date)
                .then()
                .statusCode(200);
    }
}
