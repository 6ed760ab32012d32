package org.baoxue.cases;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.Map;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class PersuasionIT extends EntryStory {

    @Test
    void whoTookPartDecidesWhichCountersAreFed() {
        var id = heard.caseOf(ana);
        var teacher = Desk.of(Town.teacher());
        teacher.persuades(id, visit("HOME_VISIT", "2026-09-10", "CLASS_TEACHER", "GUARDIAN"))
                .statusCode(200)
                .body("feeds", contains("school"))
                .body("counts.school", equalTo(1));
        Desk.of(Town.township())
                .persuades(id, visit("JOINT_VISIT", "2026-09-10", "ASSIGNED_TEACHER", "TOWNSHIP_OFFICER", "POLICE"))
                .statusCode(200)
                .body("feeds", contains("school", "township", "joint"));
        teacher.persuades(id, visit("PHONE", "2026-09-10", "CLASS_TEACHER", "GUARDIAN"))
                .statusCode(200)
                .body("feeds", empty())
                .body("counts.school", equalTo(2))
                .body("counts.joint", equalTo(1));
        Desk.of(Town.office())
                .opens(id)
                .statusCode(200)
                .body("counts.township", equalTo(1))
                .body("persuasions.size()", equalTo(3))
                .body("history.what", hasItem("PERSUADED"));
    }

    @Test
    void itNamesTheDutiesThatItSpeaksTo() {
        Rules.opensDuty(ana, "home-visit");
        Rules.opensDuty(ana, "joint-persuasion");
        Rules.opensDuty(ana, "township-report");
        heard.of(ana, "report-drafted");
        Desk.of(Town.teacher())
                .persuades(heard.caseOf(ana), visit("HOME_VISIT", "2026-09-10", "CLASS_TEACHER"))
                .statusCode(200);
        var recorded = heard.of(ana, "persuasion-recorded");
        assertEquals(
                "[{\"duty\":\"%s\",\"rule\":\"home-visit\"}]".formatted(Rules.duty(ana, "home-visit")),
                Heard.body(recorded).path("duties").toString());
        assertEquals(ana.spell(), recorded.text("spell"));
    }

    @Test
    void theSameKeyRecordsOnceAndAnotherRequestUnderItIsRefused() {
        var id = heard.caseOf(ana);
        var teacher = Desk.of(Town.teacher());
        var key = "k-" + ana.student();
        var first = teacher.persuades(id, key, visit("HOME_VISIT", "2026-09-10", "CLASS_TEACHER"))
                .statusCode(200)
                .extract()
                .path("visit")
                .toString();
        teacher.persuades(id, key, visit("HOME_VISIT", "2026-09-10", "CLASS_TEACHER"))
                .statusCode(200)
                .body("visit", equalTo(first))
                .body("counts.school", equalTo(1));
        teacher.persuades(id, key, visit("PHONE", "2026-09-10", "CLASS_TEACHER"))
                .statusCode(422);
        Desk.of(Town.office()).opens(id).body("persuasions.size()", equalTo(1));
    }

    @Test
    void whatCannotHaveHappenedIsRefusedWithItsPlace() {
        var id = heard.caseOf(ana);
        var teacher = Desk.of(Town.teacher());
        teacher.persuades(id, visit("HOME_VISIT", "2026-09-11", "CLASS_TEACHER"))
                .statusCode(422)
                .body("errors.pointer", contains("/on"));
        teacher.persuades(id, visit("HOME_VISIT", "2026-09-06", "CLASS_TEACHER"))
                .statusCode(422)
                .body("errors.pointer", contains("/on"));
        teacher.persuades(id, visit("JOINT_VISIT", "2026-09-10", "CLASS_TEACHER", "PRINCIPAL"))
                .statusCode(422)
                .body("errors.pointer", contains("/participants"));
        teacher.persuades(id, Map.of("kind", "HOME_VISIT"))
                .statusCode(400)
                .body("errors.pointer", contains("/on", "/outcome", "/participants"));
        teacher.persuades(id, "", visit("HOME_VISIT", "2026-09-10", "CLASS_TEACHER"))
                .statusCode(400)
                .body("errors.pointer", contains("header:Idempotency-Key"));
        Desk.of(Town.office()).opens(id).body("persuasions.size()", equalTo(0));
    }

    @Test
    void aClearedEntryTakesNoPersuasionIn() {
        var id = heard.caseOf(ana);
        Desk.of(Town.office()).proposesClosing(id, "TRANSFERRED").statusCode(200);
        Desk.of(Town.principal()).approvesClosing(id).statusCode(200);
        Desk.of(Town.teacher())
                .persuades(id, visit("HOME_VISIT", "2026-09-10", "CLASS_TEACHER"))
                .statusCode(409)
                .body("type", equalTo("urn:baoxue:problem:case-not-open"));
        Desk.of(Town.office()).opens(id).body("persuasions.size()", equalTo(0));
    }

    @Test
    void aNoteStaysInTheLedger() {
        var id = heard.caseOf(ana);
        var visit = Body.with(visit("HOME_VISIT", "2026-09-10", "CLASS_TEACHER"), "note", "said in confidence");
        Desk.of(Town.teacher()).persuades(id, visit).statusCode(200);
        assertEquals(
                false,
                Heard.body(heard.of(ana, "persuasion-recorded")).toString().contains("confidence"));
        Desk.of(Town.office()).opens(id).body("persuasions[0].note", equalTo("said in confidence"));
    }

    private static Map<String, Object> visit(String kind, String on, String... who) {
        var participants = Arrays.stream(who).map(one -> Map.of("kind", one)).toList();
        return Body.of("kind", kind, "on", on, "participants", participants, "outcome", "UNDECIDED");
    }
}
