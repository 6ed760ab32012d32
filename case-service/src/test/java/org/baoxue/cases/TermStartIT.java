package org.baoxue.cases;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A child who has not come since the term began has an entry and a report, although no absence was ever marked. */
@QuarkusTest
@WithTestResource(Platform.class)
class TermStartIT {
    private final Heard heard = new Heard();
    private final Pupil ana = Pupil.of(Town.SCHOOL);

    @BeforeEach
    void town() {
        Town.exists();
        Hand.puts(Instant.parse("2026-09-09T01:00:00Z"));
    }

    @AfterEach
    void everythingPublishedFitsItsSchema() {
        try (heard) {
            heard.everythingFits();
        }
    }

    @Test
    void theReportOpensOneEntryIsSignedAndSaysThatNoAbsenceWasMarked() {
        Rules.lists(ana);
        Rules.opensUnregisteredReport(ana);
        Rules.opensUnregisteredReport(ana);
        Seen opened = heard.of(ana, "case-opened");
        assertEquals("unregistered-report", opened.text("reasonRule"));
        assertEquals("2026-09-01", opened.text("openedOn"));
        Seen drafted = heard.of(ana, "report-drafted");
        assertEquals("UNREGISTERED", drafted.text("kind"));
        assertEquals(
                "NO ABSENCE MARKED",
                Heard.body(drafted).path("facts").path("observed").path(1).asText());
        assertEquals(
                "township-officer",
                Heard.body(drafted).path("recipients").path(0).path("post").asText());
        Desk.of(Town.principal())
                .signs(drafted.text("report"), Map.of())
                .statusCode(200)
                .body("state", equalTo("SIGNED"));
        assertEquals(
                Rules.duty(ana, "unregistered-report"),
                heard.of(ana, "report-signed").text("duty"));
        assertEquals(1, heard.count(ana, "case-opened"));
        assertEquals(1, heard.count(ana, "report-drafted"));
    }

    @Test
    void aChildWhoComesIsWatchedAndOneWhoHadBeenThereWasEnteredInError() {
        Rules.lists(ana);
        Rules.opensUnregisteredReport(ana);
        Rules.endsListing(ana, "RETURNED", "2026-09-09");
        assertEquals("2026-09-09", heard.of(ana, "returned").text("returnedOn"));

        Pupil bo = Pupil.of(Town.SCHOOL);
        Rules.lists(bo);
        Rules.opensUnregisteredReport(bo);
        Rules.endsListing(bo, "WITHDRAWN", "2026-09-01");
        Rules.cancelsDuty(bo, "unregistered-report", "CORRECTED");
        assertEquals("CORRECTED", heard.of(bo, "opened-in-error").text("reason"));
        assertEquals("CORRECTED", heard.of(bo, "report-cancelled").text("reason"));
    }

    @Test
    void whoIsMissingInAnOpenEntryGetsNoSecondOne() {
        Rules.fires(ana);
        Rules.lists(ana);
        Rules.opensUnregisteredReport(ana);
        heard.of(ana, "report-drafted");
        assertEquals(List.of(1L), List.of(heard.count(ana, "case-opened")));
    }

    @Test
    void anOpenEntryFollowsTheTermsStartAtWhichTheChildHasNotCome() {
        Rules.absenceBegins(ana, ana.spell(), "2026-06-24");
        Rules.fires(ana);
        Rules.absenceEnds(ana, ana.spell(), "EXCUSED", "2026-06-29");
        Rules.lists(ana);
        Rules.opensUnregisteredReport(ana);
        Seen drafted = heard.of(ana, "report-drafted");
        assertEquals(
                "2026-09-01",
                Heard.body(drafted).path("facts").path("openedOn").asText(),
                "the first day of what is reported");
        Rules.endsListing(ana, "RETURNED", "2026-09-09");
        assertEquals("2026-09-09", heard.of(ana, "returned").text("returnedOn"));
    }

    @Test
    void anEntryWhoseAbsenceGoesOnHearsOfTheReturnThatEndsIt() {
        Rules.absenceBegins(ana, ana.spell(), "2026-06-24");
        Rules.fires(ana);
        Rules.lists(ana);
        Rules.absenceEnds(ana, ana.spell(), "RETURNED", "2026-09-01"); // a late roll call: she was there
        assertEquals("2026-09-01", heard.of(ana, "returned").text("returnedOn"));
    }

    @Test
    void anEntryWhoseAbsenceIsExcusedAfterTheListingFollowsTheTermsStartThatIsReported() {
        Rules.absenceBegins(ana, ana.spell(), "2026-06-24");
        Rules.fires(ana);
        Rules.lists(ana);
        Rules.absenceEnds(ana, ana.spell(), "EXCUSED", "2026-06-29");
        Rules.opensUnregisteredReport(ana);
        heard.of(ana, "report-drafted");
        Rules.endsListing(ana, "RETURNED", "2026-09-09");
        assertEquals("2026-09-09", heard.of(ana, "returned").text("returnedOn"));
        assertEquals(1, heard.count(ana, "case-opened"));
    }

    @Test
    void aWatchedReturnThatIsLongAgoIsFollowedByTheTermsStartThatIsReported() {
        Rules.absenceBegins(ana, ana.spell(), "2026-02-02");
        Rules.fires(ana);
        Rules.absenceEnds(ana, ana.spell(), "RETURNED", "2026-03-02");
        Rules.lists(ana);
        Rules.opensUnregisteredReport(ana);
        assertEquals(Rules.termStart(ana), heard.of(ana, "relapsed").text("spell"));
        assertEquals(1, heard.count(ana, "case-opened"));
        Rules.endsListing(ana, "RETURNED", "2026-09-09");
        assertEquals("2026-09-09", heard.of(ana, "returned", 2).getLast().text("returnedOn"));
    }

    @Test
    void anAbsenceMarkedSinceTheFirstDayIsTheOneThatTheEntryGoesOnFollowing() {
        Rules.absenceBegins(ana, ana.spell(), "2026-09-01");
        Rules.fires(ana);
        Rules.lists(ana);
        Rules.absenceEnds(ana, ana.spell(), "RETURNED", "2026-09-09");
        assertEquals("2026-09-09", heard.of(ana, "returned").text("returnedOn"));
    }
}
