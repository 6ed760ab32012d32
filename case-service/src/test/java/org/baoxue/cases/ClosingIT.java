package org.baoxue.cases;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class ClosingIT extends EntryStory {

    private final Desk principal = Desk.of(Town.principal());
    private final Desk office = Desk.of(Town.office());

    @Test
    void anEntryIsClearedByTwoPersonsAfterTheWatch() {
        var id = heard.caseOf(ana);
        Rules.absenceEnds(ana, ana.spell(), "RETURNED", "2026-09-10");
        heard.of(ana, "returned");
        refused(office.proposesClosing(id, "RETURNED").statusCode(409), "return-watch-runs");
        Hand.puts(Instant.parse("2026-09-18T01:00:00Z"));
        principal.proposesClosing(id, "RETURNED").statusCode(200).body("state", equalTo("CLOSING_PROPOSED"));
        principal.proposesClosing(id, "RETURNED").statusCode(200);
        refused(principal.approvesClosing(id).statusCode(409), "second-person-needed");
        Desk.of(Town.township()).approvesClosing(id).statusCode(200).body("state", equalTo("CLOSED"));
        Desk.of(Town.township()).approvesClosing(id).statusCode(200);
        var closed = heard.of(ana, "closed");
        assertEquals("p-principal", closed.text("proposedBy"));
        assertEquals("p-officer", closed.text("approvedBy"));
        principal.reopens(id).statusCode(200).body("state", equalTo("OPEN"));
        heard.of(ana, "reopened");
        assertEquals(1, heard.count(ana, "closed"));
        assertEquals(1, heard.count(ana, "closing-proposed"));
    }

    @Test
    void anotherAbsenceAfterTheClearingMakesANewEntryAndTheOldOneStaysClosed() {
        var id = heard.caseOf(ana);
        office.proposesClosing(id, "TRANSFERRED").statusCode(200);
        principal.approvesClosing(id).statusCode(200);
        Rules.fires(ana, "second-" + ana.student(), "firing-2-" + ana.student(), 1, Rules.THREE_DAYS);
        var second = heard.of(ana, "case-opened", 2).getLast().text("case");
        office.opens(second).statusCode(200).body("entry.previous", equalTo(id));
        refused(principal.reopens(id).statusCode(409), "another-case-open");
        office.lists("student=" + ana.student()).body("items.id", contains(second, id));
        office.lists("open=true&student=" + ana.student()).body("items.id", contains(second));
    }

    @Test
    void aPersonMayRecordTheReturnOnceAndAttendanceHasTheLastWord() {
        var id = heard.caseOf(ana);
        office.returns(id, "2026-09-10").statusCode(200).body("state", equalTo("RETURN_WATCH"));
        office.returns(id, "2026-09-10").statusCode(200).body("watchUntil", equalTo("2026-09-17"));
        assertEquals("PERSON", heard.of(ana, "returned").text("source"));
        office.returns(id, "2026-09-12").statusCode(422).body("errors.pointer", contains("/returnedOn"));
        refused(office.proposesClosing(id, "RETURNED").statusCode(409), "attendance-says-absent");
        office.opens(id).body("history.what", hasItems("OPENED", "RETURNED"));
        assertEquals(1, heard.count(ana, "returned"));
    }

    @Test
    void aReturnThatAttendanceNeverSawIsUndoneWhenItsWatchIsOver() {
        var id = heard.caseOf(ana);
        office.returns(id, "2026-09-10").statusCode(200).body("watchUntil", equalTo("2026-09-17"));
        Hand.puts(Instant.parse("2026-09-17T15:00:00Z"));
        office.opens(id).body("entry.state", equalTo("RETURN_WATCH"));
        Hand.puts(Instant.parse("2026-09-17T16:00:00Z"));
        var relapsed = heard.of(ana, "relapsed");
        assertEquals("STILL_ABSENT", relapsed.text("reason"));
        assertEquals(ana.spell(), relapsed.text("spell"));
        office.opens(id)
                .body("entry.state", equalTo("OPEN"))
                .body("history.what", contains("OPENED", "RETURNED", "RELAPSED"));
        refused(office.proposesClosing(id, "RETURNED").statusCode(409), "child-not-back");
        Rules.absenceEnds(ana, ana.spell(), "RETURNED", "2026-09-21");
        assertEquals("ATTENDANCE", heard.of(ana, "returned", 2).getLast().text("source"));
        assertEquals(1, heard.count(ana, "relapsed"));
    }

    @Test
    void aWatchEndsByTheCalendarOfItsLastDay() {
        var id = heard.caseOf(ana);
        office.returns(id, "2026-09-10").statusCode(200).body("watchUntil", equalTo("2026-09-17"));
        Town.closes(ana.classId(), "2026-09-14", "2026-09-15", "2026-09-16");
        try {
            Hand.puts(Instant.parse("2026-09-17T16:00:00Z"));
            await().untilAsserted(() -> office.opens(id)
                    .body("entry.watchUntil", equalTo("2026-09-22"))
                    .body("entry.state", equalTo("RETURN_WATCH")));
            var prolonged = heard.of(ana, "watch-prolonged");
            assertEquals("2026-09-17", prolonged.text("previousWatchUntil"));
            assertEquals("2026-09-22", prolonged.text("watchUntil"));
            Hand.puts(Instant.parse("2026-09-22T16:00:00Z"));
            assertEquals("STILL_ABSENT", heard.of(ana, "relapsed").text("reason"));
            assertEquals(1, heard.count(ana, "watch-prolonged"));
            office.opens(id).body("history.what", contains("OPENED", "RETURNED", "WATCH_PROLONGED", "RELAPSED"));
        } finally {
            Town.forgetsItsCalendar(ana.classId());
        }
    }

    @Test
    void nextYearsTermsDoNotProlongAWatchOfThisYears() {
        var id = heard.caseOf(ana);
        Town.teaches(ana.classId(), "2026-08-31", "2026-09-18");
        try {
            office.returns(id, "2026-09-10").statusCode(200).body("watchUntil", equalTo("2026-09-17"));
            Town.teaches(ana.classId(), "2026-10-12", "2027-01-22");
            Hand.puts(Instant.parse("2026-09-17T16:00:00Z"));
            assertEquals("STILL_ABSENT", heard.of(ana, "relapsed").text("reason"));
            assertEquals(0, heard.count(ana, "watch-prolonged"));
            office.opens(id).body("entry.state", equalTo("OPEN"));
        } finally {
            Town.forgetsItsCalendar(ana.classId());
        }
    }

    @Test
    void aProposalMayBeTakenBack() {
        var id = heard.caseOf(ana);
        office.proposesClosing(id, "OTHER").statusCode(200);
        refused(principal.proposesClosing(id, "DEFERRED").statusCode(409), "closing-already-proposed");
        principal.withdrawsClosing(id).statusCode(200).body("state", equalTo("OPEN"));
        principal.withdrawsClosing(id).statusCode(200);
        refused(principal.approvesClosing(id).statusCode(409), "no-closing-proposed");
        heard.of(ana, "closing-withdrawn");
    }

    private static void refused(ValidatableResponse response, String slug) {
        response.body("type", equalTo("urn:baoxue:problem:" + slug));
    }
}
