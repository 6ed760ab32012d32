package org.baoxue.escalation.registration;

import static org.baoxue.escalation.registration.TermStartAgainIT.changes;
import static org.baoxue.escalation.registration.TermStartAgainIT.reported;
import static org.baoxue.escalation.registration.TermStartIT.called;
import static org.baoxue.escalation.registration.TermStartIT.inTerm;
import static org.baoxue.escalation.registration.TermStartIT.is;
import static org.baoxue.escalation.registration.TermStartIT.looked;
import static org.baoxue.escalation.registration.TermStartIT.named;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.baoxue.escalation.School;
import org.baoxue.escalation.explanation.Explainer;
import org.baoxue.escalation.explanation.Explanation;
import org.baoxue.kit.event.Json;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** Why a child is on the list of a term's start, or is not, asked over REST and told again from what the answer carries. */
@QuarkusTest
@WithTestResource(Platform.class)
class TermStartExplainedIT {
    private static final String LIST = "rules.find { it.rule == 'unregistered-list' }.";
    private static final String REPORT = "rules.find { it.rule == 'unregistered-report' }.";

    @Test
    void each_child_is_told_where_the_rules_of_the_terms_start_and_the_week_stand() {
        School school = inTerm("S-TE1", "te-ana", "te-bo", "te-cai");
        try (EventProbe escalation = EventProbe.of("baoxue.escalation.v1")) {
            explained("te-cai", "2026-08-31").then().body(LIST + "because", equalTo("NO_TERM"));
            called(school, "2026-09-01", 1, "te-bo");
            explained("te-ana", "2026-09-01")
                    .then()
                    .body(LIST + "because", equalTo("NOT_YET"))
                    .body(LIST + "at", equalTo("2026-09-01T07:30:00Z"));
            Hand.puts(School.at("2026-09-01 15:30"));
            escalation.await(is("duty-opened", "unregistered-list", "te-ana"));
            explained("te-ana", "2026-09-01")
                    .then()
                    .body(LIST + "state", equalTo("OWED"))
                    .body(LIST + "duties.size()", equalTo(1))
                    .body(LIST + "zh", containsString("开学未到校学生名单"))
                    .body(LIST + "clause", containsString("B 三(三)1"))
                    .body(REPORT + "because", equalTo("NOT_YET"))
                    .body(REPORT + "at", equalTo("2026-09-08T07:30:00Z"))
                    .body("rules.find { it.rule == 'weekly-list' }.because", equalTo("NOT_YET"));
            explained("te-bo", "2026-09-01")
                    .then()
                    .body(LIST + "because", equalTo("SEEN_BY_THEN"))
                    .body(LIST + "en", containsString("had come by 2026-09-01 15:30"));
        }
    }

    @Test
    void who_is_enrolled_again_at_the_same_school_is_told_of_the_stay_that_the_date_lies_in() {
        School school = inTerm("S-TE2", "te-dan", "te-eve");
        try (EventProbe escalation = EventProbe.of("baoxue.escalation.v1")) {
            reported(escalation, school, "te-dan", "te-eve");
            Seen list = escalation.await(is("duty-opened", "unregistered-list", "te-dan"));
            changes(school, "te-dan", "1", "GRADUATED", "2026-09-15", 2, "2026-09-15T01:00:00Z");
            Hand.puts(School.at("2026-10-12 07:00"));
            changes(school, "te-dan", "1", "ENROLLED", "2026-10-12", 3, "2026-10-11T01:00:00Z");
            called(school, "2026-10-12", 1, "te-eve");
            explained("S-TE2", "te-dan", "2026-10-12")
                    .then()
                    .body(LIST + "because", equalTo("NOT_YET"))
                    .body(LIST + "at", equalTo("2026-10-12T07:30:00Z"))
                    .body(REPORT + "because", equalTo("NOT_YET"));
            Hand.puts(School.at("2026-10-12 15:30"));
            Seen again = escalation.await(
                    seen -> is("duty-opened", "unregistered-list", "te-dan").test(seen)
                            && !seen.text("duty").equals(list.text("duty")));
            explained("S-TE2", "te-dan", "2026-10-12")
                    .then()
                    .body(LIST + "duties", equalTo(List.of(again.text("duty"))))
                    .body("basis.term.subject", equalTo("te-dan/S-TE2/2026-09-01/3"))
                    .body(REPORT + "because", equalTo("NOT_YET"));
            explained("S-TE2", "te-dan", "2026-09-09")
                    .then()
                    .body(LIST + "duties", equalTo(List.of(list.text("duty"))))
                    .body("basis.term.firstDay", equalTo("2026-09-01"))
                    .body(REPORT + "because", equalTo("DONE"));
        }
    }

    @Test
    void who_is_put_on_the_roll_again_before_anybody_saw_it_is_told_of_one_absence() {
        School school = inTerm("S-TE3", "te-fay", "te-gu");
        try (EventProbe escalation = EventProbe.of("baoxue.escalation.v1")) {
            called(school, "2026-09-01", 1, "te-gu");
            Hand.puts(School.at("2026-09-01 15:30"));
            Seen list = escalation.await(is("duty-opened", "unregistered-list", "te-fay"));
            changes(school, "te-fay", "1", "WITHDRAWN", "2026-09-03", 2, "2026-09-02T01:00:00Z");
            changes(school, "te-fay", "1", "ENROLLED", "2026-09-04", 3, "2026-09-03T01:00:00Z");
            called(school, "2026-09-04", 1, "te-gu");
            Hand.puts(School.at("2026-09-04 15:30"));
            looked("S-TE3", "2026-09-07");
            String asOf = Hand.now().toString();
            String told = explained("S-TE3", "te-fay", "2026-09-04", asOf)
                    .then()
                    .body(LIST + "duties", equalTo(List.of(list.text("duty"))))
                    .body("basis.term.firstDay", equalTo("2026-09-01"))
                    .body(REPORT + "at", equalTo("2026-09-08T07:30:00Z"))
                    .extract()
                    .asString();
            Hand.puts(School.at("2026-09-08 15:30"));
            Seen report = escalation.await(is("duty-opened", "unregistered-report", "te-fay"));
            explained("S-TE3", "te-fay", "2026-09-08")
                    .then()
                    .body(REPORT + "duties", equalTo(List.of(report.text("duty"))));
            // between its two enrolments somebody had seen it
            called(school, "2026-09-03", 1, "te-fay", "te-gu");
            escalation.await(seen -> named(seen, "unregistered-ended", "te-fay"));
            Hand.puts(School.at("2026-09-09 15:30"));
            looked("S-TE3", "2026-09-10");
            explained("S-TE3", "te-fay", "2026-09-04")
                    .then()
                    .body("basis.term.firstDay", equalTo("2026-09-04"))
                    .body(LIST + "because", equalTo("DUE"));
            assertEquals(told, explained("S-TE3", "te-fay", "2026-09-04", asOf).asString(), "as it was known then");
        }
    }

    @Test
    void what_is_owed_of_a_terms_start_is_told_also_when_the_term_is_over() {
        Hand.puts(School.at("2026-08-31 07:00"));
        School school = inTerm(School.open("S-TE4"), "2026-09-08", "te-hu", "te-ida");
        try (EventProbe escalation = EventProbe.of("baoxue.escalation.v1")) {
            called(school, "2026-09-01", 1, "te-ida");
            Hand.puts(School.at("2026-09-01 15:30"));
            escalation.await(is("duty-opened", "unregistered-list", "te-hu"));
            Hand.puts(School.at("2026-09-08 15:30"));
            Seen report = escalation.await(is("duty-opened", "unregistered-report", "te-hu"));
            Hand.puts(School.at("2026-09-09 11:00"));
            explained("S-TE4", "te-hu", "2026-09-09")
                    .then()
                    .body(REPORT + "because", equalTo("OWED"))
                    .body(REPORT + "duties", equalTo(List.of(report.text("duty"))))
                    .body(LIST + "because", equalTo("LAPSED"));
            explained("S-TE4", "te-ida", "2026-09-09").then().body(REPORT + "because", equalTo("NO_TERM"));
            Hand.puts(School.at("2026-09-09 12:03"));
            escalation.await(is("duty-lapsed", "unregistered-report", "te-hu"));
            explained("S-TE4", "te-hu", "2026-09-09").then().body(REPORT + "because", equalTo("LAPSED"));
            explained("S-TE4", "te-hu", "2026-09-10").then().body(REPORT + "because", equalTo("NO_TERM"));
        }
    }

    private static Response explained(String student, String date) {
        return explained("S-TE1", student, date);
    }

    private static Response explained(String school, String student, String date) {
        return explained(school, student, date, Hand.now().toString());
    }

    private static Response explained(String school, String student, String date, String asOf) {
        Response told = Tokens.as(Tokens.ofSchool("academic-office", "p-office", school))
                .queryParam("date", date)
                .queryParam("asOf", asOf)
                .get("/v1/students/" + student + "/explanation");
        told.then().statusCode(200);
        Explanation read = Json.read(told.asString(), Explanation.class);
        assertEquals(Json.write(read), Json.write(Explainer.explain(read.basis())), "from nothing but what it carries");
        return told;
    }
}
