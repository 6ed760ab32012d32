package org.baoxue.cases;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class EscalationIT {

    private final Heard heard = new Heard();

    @BeforeEach
    void town() {
        Town.exists();
        Hand.puts(Instant.parse("2026-09-09T07:00:05Z"));
    }

    @AfterEach
    void everythingPublishedFitsItsSchema() {
        try (heard) {
            heard.everythingFits();
        }
    }

    @Test
    void aFiringOpensOneEntryHoweverOftenItIsTold() {
        var ana = Pupil.of(Town.SCHOOL);
        Rules.fires(ana);
        Rules.fires(ana);
        Rules.fires(ana, ana.spell(), Rules.firing(ana), 2, Rules.THREE_DAYS);
        Rules.fires(ana, ana.spell(), "another-" + ana.student(), 1, Rules.THREE_DAYS);
        Rules.absenceEnds(ana, ana.spell(), "RETURNED", "2026-09-10");
        heard.of(ana, "returned");
        assertEquals(1, heard.count(ana, "case-opened"));
        assertEquals(1, entries(ana));
    }

    @Test
    void dutiesBecomeNumberedDraftsWithoutGapsAndThePlatformHearsAtOnce() {
        var pupils = new Pupil[] {Pupil.of(Town.SIBLING), Pupil.of(Town.SIBLING), Pupil.of(Town.SIBLING)};
        for (var pupil : pupils) {
            Rules.fires(pupil);
            Rules.opensDuty(pupil, "platform-report");
            Rules.opensDuty(pupil, "township-report");
            Rules.opensDuty(pupil, "township-report");
            Rules.opensDuty(pupil, "formal-report");
        }
        var numbers = new TreeSet<String>();
        for (var pupil : pupils) {
            var sent = heard.of(pupil, "platform-sent");
            assertEquals("CASE", sent.text("kind"));
            assertEquals(Rules.duty(pupil, "platform-report"), sent.text("duty"));
            assertEquals(
                    sent.text("report"),
                    heard.toPlatform(pupil, "case-reported").text("report"));
            numbers.add(sent.text("report"));
            heard.of(pupil, "report-drafted", 2).forEach(draft -> numbers.add(draft.text("report")));
        }
        assertEquals(9, numbers.size());
        var first = Integer.parseInt(numbers.first().substring(numbers.first().lastIndexOf('-') + 1));
        var last = Integer.parseInt(numbers.last().substring(numbers.last().lastIndexOf('-') + 1));
        assertEquals(8, last - first, numbers::toString);
        assertTrue(numbers.first().startsWith(Town.SIBLING + "-2026-"), numbers::toString);
    }

    @Test
    void reportsAreAddressedToTheTownshipAndTheFormalOneToTheCountyToo() {
        var ana = Pupil.of(Town.SCHOOL);
        Rules.fires(ana);
        Rules.opensDuty(ana, "formal-report");
        var draft = heard.of(ana, "report-drafted");
        assertEquals(
                "[{\"post\":\"township-officer\",\"scope\":\"530113001\"},{\"post\":\"county-bureau\",\"scope\":\"530113\"}]",
                Heard.body(draft).path("recipients").toString());
        assertEquals(
                "[\"school\",\"township\",\"joint\"]",
                Heard.body(draft).path("facts").path("missing").toString());
    }

    @Test
    void aReturnIsWatchedAndARelapseResumesTheSameEntry() {
        var bo = Pupil.of(Town.SCHOOL);
        Rules.fires(bo);
        Rules.absenceEnds(bo, bo.spell(), "RETURNED", "2026-09-10");
        assertEquals("2026-09-17", heard.of(bo, "returned").text("watchUntil"));
        Rules.absenceBegins(bo, "second-" + bo.student(), "2026-09-11");
        assertEquals(heard.caseOf(bo), heard.of(bo, "relapsed").text("case"));
        Rules.fires(bo, "second-" + bo.student(), "firing-2-" + bo.student(), 1, Rules.THREE_DAYS);
        Rules.absenceEnds(bo, "second-" + bo.student(), "RETURNED", "2026-09-18");
        heard.of(bo, "returned", 2);
        assertEquals(1, heard.count(bo, "case-opened"));
        assertEquals(1, heard.count(bo, "relapsed"));
    }

    @Test
    void anAbsenceAtAnotherSchoolTakesTheEntryThere() {
        var bo = Pupil.of(Town.SCHOOL);
        Rules.fires(bo);
        var id = heard.caseOf(bo);
        Rules.absenceEnds(bo, bo.spell(), "LEFT", "2026-09-10");
        var moved = bo.in(Town.SIBLING);
        Rules.absenceBegins(moved, "second-" + bo.student(), "2026-09-14");
        Rules.fires(moved, "second-" + bo.student(), "firing-2-" + bo.student(), 1, Rules.THREE_DAYS);
        Rules.opensDuty(
                moved, "township-report", "second-" + bo.student(), Rules.duty(bo, "township-report"), "2026-09-14");
        var draft = heard.of(bo, "report-drafted");
        assertEquals(id, draft.text("case"));
        assertEquals(Town.SIBLING, draft.text("school"));
        assertTrue(draft.text("report").startsWith(Town.SIBLING), draft::toString);
        assertEquals(
                Town.SIBLING_TOWNSHIP,
                Heard.body(draft).path("recipients").path(0).path("scope").asText());
        var there = Desk.of(Tokens.ofSchool("principal", "p-sibling", Town.SIBLING));
        there.signs(draft.text("report"), Map.of()).statusCode(200);
        there.opens(id).body("history.what", hasItem("WENT_ALONG"));
        assertEquals(404, Desk.of(Town.principal()).statusOf(id));
        assertEquals(404, Desk.of(Town.township()).statusOf(id));
    }

    @Test
    void theWatchGoesOverTheHolidayOfTheNationsCalendar() {
        var bo = Pupil.of(Town.SCHOOL);
        Rules.fires(bo);
        Rules.absenceEnds(bo, bo.spell(), "RETURNED", "2026-09-30");
        // the first of October is a holiday of the test's calendar, the tenth a make-up Saturday
        assertEquals("2026-10-08", heard.of(bo, "returned").text("watchUntil"));
    }

    @Test
    void aFiringThatTurnsOutWrongIsTakenBackEverywhere() {
        var cai = Pupil.of(Town.SCHOOL);
        Rules.fires(cai);
        Rules.opensDuty(cai, "township-report");
        Rules.opensDuty(cai, "platform-report");
        Rules.withdraws(cai, Rules.firing(cai));
        Rules.cancelsDuty(cai, "township-report", "CORRECTED");
        Rules.fires(cai, cai.spell(), Rules.firing(cai), 2, Rules.THREE_DAYS);
        assertEquals("FIRED_AGAIN", heard.of(cai, "reopened").text("reason"));
        assertEquals(1, heard.count(cai, "opened-in-error"));
        assertEquals(1, heard.count(cai, "report-cancelled"));
        assertEquals(
                heard.of(cai, "platform-sent").text("report"),
                heard.toPlatform(cai, "case-withdrawn").text("report"));
        assertEquals(1, heard.countToPlatform(cai, "case-withdrawn"));
        assertEquals(1, entries(cai));
    }

    @Test
    void aLeaveApprovedAfterwardsCancelsWhatIsOwedAndLeavesTheEntryToPeople() {
        var cai = Pupil.of(Town.SCHOOL);
        Rules.opensDuty(cai, "platform-report");
        Rules.opensDuty(cai, "township-report");
        Rules.absenceEnds(cai, cai.spell(), "WITHDRAWN", "2026-09-10");
        Rules.cancelsDuty(cai, "platform-report", "EXCUSED", false);
        Rules.cancelsDuty(cai, "township-report", "EXCUSED", false);
        assertEquals("EXCUSED", heard.of(cai, "report-cancelled").text("reason"));
        var entry = Desk.of(Town.principal()).opens(heard.caseOf(cai));
        entry.body("entry.state", equalTo("OPEN")).body("reports.state", hasItems("SENT", "CANCELLED"));
        assertEquals(0, heard.count(cai, "opened-in-error"));
        assertEquals(0, heard.countToPlatform(cai, "case-withdrawn"));
    }

    @Test
    void anotherAbsenceAfterAnEntryOpenedInErrorMakesANewOne() {
        var cai = Pupil.of(Town.SCHOOL);
        Rules.fires(cai);
        Rules.withdraws(cai, Rules.firing(cai));
        Rules.fires(cai, "later-" + cai.student(), "later-firing-" + cai.student(), 1, Rules.THREE_DAYS);
        var opened = heard.of(cai, "case-opened", 2);
        assertNotEquals(opened.getFirst().text("case"), opened.getLast().text("case"));
        assertEquals(opened.getFirst().text("case"), opened.getLast().text("previous"));
    }

    @Test
    void aRuleThatFiresLateForAnAbsenceAlreadyOverOpensAWatchedEntry() {
        var dan = Pupil.of(Town.SCHOOL);
        Rules.absenceEnds(dan, dan.spell(), "RETURNED", "2026-09-10");
        Rules.fires(dan);
        heard.of(dan, "case-opened");
        assertEquals("2026-09-10", heard.of(dan, "returned").text("returnedOn"));
    }

    @Test
    void aReportAskedWithoutAnEntryOpensOne() {
        var dan = Pupil.of(Town.SCHOOL);
        Rules.opensDuty(dan, "formal-report");
        assertEquals("formal-report", heard.of(dan, "case-opened").text("reasonRule"));
        heard.of(dan, "report-drafted");
    }

    @Test
    void aPoisonRecordHoldsUpNobodyElse() {
        var eve = Pupil.of(Town.SCHOOL);
        var fay = Pupil.of(Town.SCHOOL);
        Rules.tell(eve, "rule-fired", Map.of("rule", "suspected-dropout", "student", eve.student(), "revision", 1));
        EventProbe.publishRaw(
                Rules.TOPIC,
                eve.student(),
                Map.of(
                        "ce_id",
                        "3b1ff6f2-0000-4000-8000-"
                                + eve.student().substring(eve.student().length() - 12),
                        "ce_type",
                        "org.baoxue.escalation.rule-fired.v1"),
                "no json at all");
        for (int i = 0; i < 4; i++) {
            var other = Pupil.of(Town.SCHOOL);
            Rules.fires(other);
            heard.of(other, "case-opened");
        }
        Rules.fires(fay);
        heard.of(fay, "case-opened");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(2, parked(eve)));
        assertEquals(0, entries(eve));
    }

    @Test
    void presumedDaysKeepTheEntryInsideTheSchoolUntilTheRulesLetItOut() {
        var gil = Pupil.of(Town.SCHOOL);
        Rules.fires(gil, gil.spell(), Rules.firing(gil), 1, "2026-09-07", "2026-09-08?", "2026-09-09");
        var id = heard.caseOf(gil);
        assertEquals("false", heard.of(gil, "case-opened").text("released"));
        assertEquals(200, Desk.of(Town.principal()).statusOf(id));
        assertEquals(404, Desk.of(Town.township()).statusOf(id));
        Rules.opensDuty(
                gil, "township-report", gil.spell(), Rules.duty(gil, "township-report"), "2026-09-07", "2026-09-08?");
        assertEquals("true", heard.of(gil, "report-drafted").text("unverified"));
        assertEquals(200, Desk.of(Town.township()).statusOf(id));
    }

    @Test
    void aReportOfAnAbsenceOfWhichNothingWasSaidStatesNoOthersFirstDay() {
        var hai = Pupil.of(Town.SCHOOL);
        Rules.fires(hai);
        Rules.opensDuty(
                hai, "township-report", "another-" + hai.spell(), Rules.duty(hai, "township-report"), "2026-09-14");
        assertEquals(
                "2026-09-14",
                Heard.body(heard.of(hai, "report-drafted"))
                        .path("facts")
                        .path("openedOn")
                        .asText());
    }

    private static int entries(Pupil pupil) {
        return count("select count(*) from case_file where student = ?", pupil);
    }

    private static int parked(Pupil pupil) {
        return count("select count(*) from dead_letter where record_key = ?", pupil);
    }

    private static int count(String query, Pupil pupil) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(query)
                .bind(0, pupil.student())
                .mapTo(Integer.class)
                .one());
    }
}
