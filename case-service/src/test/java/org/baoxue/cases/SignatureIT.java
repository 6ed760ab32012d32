package org.baoxue.cases;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class SignatureIT {

    private static final Map<String, String> NOTHING = Map.of();

    private final Heard heard = new Heard();
    private final Pupil ana = Pupil.of(Town.SCHOOL);

    @BeforeEach
    void town() {
        Town.exists();
        Hand.puts(Instant.parse("2026-09-10T01:00:00Z"));
        Rules.fires(ana);
    }

    @AfterEach
    void everythingPublishedFitsItsSchema() {
        try (heard) {
            heard.everythingFits();
        }
    }

    @Test
    void thePrincipalSignsOnceAndTheDutyIsNamed() {
        Rules.opensDuty(ana, "township-report");
        var number = heard.numberOf(ana, "township-report");
        Desk.of(Town.principal())
                .signs(number, NOTHING)
                .statusCode(200)
                .body("state", equalTo("SIGNED"))
                .body("signedBy", equalTo("p-principal"));
        Desk.of(Town.principal()).signs(number, NOTHING).statusCode(200).body("state", equalTo("SIGNED"));
        var signed = heard.of(ana, "report-signed");
        assertEquals(Rules.duty(ana, "township-report"), signed.text("duty"));
        assertEquals("p-principal", signed.text("signedBy"));
        Desk.of(Town.office()).opens(heard.caseOf(ana)).statusCode(200);
        assertEquals(1, heard.count(ana, "report-signed"));
    }

    @Test
    void nobodyButThePrincipalOfThatSchoolSigns() {
        Rules.opensDuty(ana, "township-report");
        var number = heard.numberOf(ana, "township-report");
        Desk.of(Town.office()).signs(number, NOTHING).statusCode(403);
        Desk.of(Town.county()).signs(number, NOTHING).statusCode(403);
        Desk.of(Tokens.ofSchool("principal", "p-other", Town.SIBLING))
                .signs(number, NOTHING)
                .statusCode(404);
        Desk.of(Town.principal()).reads(number).body("state", equalTo("DRAFTED"));
    }

    @Test
    void aFormalReportNeedsItsCategoryAndIsNeverHeldBackForMissingPersuasions() {
        Rules.opensDuty(ana, "formal-report");
        var number = heard.numberOf(ana, "formal-report");
        Desk.of(Town.principal())
                .signs(number, NOTHING)
                .statusCode(422)
                .body("type", equalTo("urn:baoxue:problem:reason-category-required"))
                .body("errors.pointer", contains("/reasonCategory"));
        Desk.of(Town.teacher())
                .persuades(
                        heard.caseOf(ana),
                        Body.of(
                                "kind", "HOME_VISIT",
                                "on", "2026-09-09",
                                "participants", List.of(Map.of("kind", "CLASS_TEACHER")),
                                "outcome", "UNDECIDED"))
                .statusCode(200);
        Desk.of(Town.principal())
                .signs(number, Map.of("reasonCategory", "WORK"))
                .statusCode(200)
                .body("missingPersuasions", contains("school", "township", "joint"))
                .body("facts.persuasions.school", equalTo(1));
        var signed = heard.of(ana, "report-signed");
        assertEquals("WORK", signed.text("reasonCategory"));
        assertEquals(1, Heard.body(signed).path("persuasions").path("school").asInt());
        Desk.of(Town.principal())
                .signs(number, Map.of("reasonCategory", "POVERTY"))
                .statusCode(409)
                .body("type", equalTo("urn:baoxue:problem:report-already-signed"));
    }

    @Test
    void theMonthsReportLeavesForThePlatformWithItsSignature() {
        Rules.opensDuty(ana, "month-report");
        var number = heard.numberOf(ana, "month-report");
        Desk.of(Town.principal()).reads(number).body("sentAt", nullValue());
        Desk.of(Town.principal())
                .signs(number, Map.of("reasonCategory", "STUDY"))
                .statusCode(200)
                .body("sentAt", notNullValue());
        assertEquals(number, heard.toPlatform(ana, "month-reported").text("report"));
        assertEquals("MONTH", heard.of(ana, "platform-sent").text("kind"));
    }

    @Test
    void aCancelledDraftAndThePlatformsOwnReportAreNotForSigning() {
        Rules.opensDuty(ana, "township-report");
        Rules.opensDuty(ana, "platform-report");
        Rules.cancelsDuty(ana, "township-report", "CORRECTED");
        var cancelled = heard.of(ana, "report-cancelled").text("report");
        Desk.of(Town.principal())
                .signs(cancelled, NOTHING)
                .statusCode(409)
                .body("type", equalTo("urn:baoxue:problem:report-cancelled"));
        Desk.of(Town.principal())
                .signs(heard.of(ana, "platform-sent").text("report"), NOTHING)
                .statusCode(409)
                .body("type", equalTo("urn:baoxue:problem:report-needs-no-signature"));
    }

    @Test
    void draftsAreTheSchoolsOwnAffairAndListedByDueTime() {
        Rules.opensDuty(ana, "township-report");
        var number = heard.numberOf(ana, "township-report");
        var query = "state=DRAFTED&student=" + ana.student();
        Desk.of(Town.principal()).listsReports(query).statusCode(200).body("items.number", contains(number));
        Desk.of(Town.township()).listsReports(query).statusCode(200).body("items.size()", equalTo(0));
        Desk.of(Town.township()).reads(number).statusCode(404);
        Desk.of(Town.principal()).signs(number, NOTHING).statusCode(200);
        Desk.of(Town.township()).reads(number).statusCode(200).body("state", equalTo("SIGNED"));
    }

    @Test
    void theListOfReportsIsPaged() {
        Rules.opensDuty(ana, "township-report");
        Rules.opensDuty(ana, "formal-report");
        heard.of(ana, "report-drafted", 2);
        var first = Desk.of(Town.principal())
                .listsReports("limit=1&student=" + ana.student())
                .body("items.size()", equalTo(1))
                .extract()
                .jsonPath();
        Desk.of(Town.principal())
                .listsReports("limit=1&student=" + ana.student() + "&cursor=" + first.getString("next"))
                .body("items.size()", equalTo(1))
                .body("next", nullValue());
    }
}
