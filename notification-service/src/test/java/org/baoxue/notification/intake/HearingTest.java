package org.baoxue.notification.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.notification.plan.Heard;
import org.baoxue.notification.plan.Notice;
import org.baoxue.notification.plan.PostRef;
import org.baoxue.notification.plan.Tell;
import org.baoxue.testkit.ContractCheck;
import org.junit.jupiter.api.Test;

/** What is heard in the examples of the escalation service's own contracts. */
class HearingTest {

    @Test
    void aDutyThatARollCallMadeSaysWhoseEntryItWasAndInWhichSession() {
        var heard = Hearing.of(example("duty-opened.v1.own-entry.json"), Set.of());
        var toTell = assertInstanceOf(Heard.ToTell.class, heard.getFirst());
        assertEquals("p-teacher-7", toTell.actor());
        assertEquals("AM", toTell.matter().session());
    }

    @Test
    void aTypeOfAnotherShapeSaysNothing() {
        assertEquals(List.of(), Hearing.of(example("calendar-kept.v1.other-terms.json"), Set.of()));
    }

    @Test
    void aLapseSaysWhoOwedIt() {
        var heard = Hearing.of(example("duty-lapsed.v1.owner.json"), Set.of());
        var lapsed = assertInstanceOf(Heard.DutyLapsed.class, heard.getFirst());
        assertEquals(new PostRef("class-teacher", "2153011301-0701"), lapsed.owner());
    }

    @Test
    void whatARuleTellsNamesTheAbsenceInWhichItFired() {
        var told = assertInstanceOf(
                Heard.ToTell.class,
                Hearing.of(example("telling.v1.suspected-dropout-inside.json"), Set.of())
                        .getFirst());
        var ended = assertInstanceOf(
                Heard.SpellEnded.class,
                Hearing.of(example("spell-ended.v1.returned.json"), Set.of()).getFirst());
        assertEquals(ended.spell(), told.subject().spell());
    }

    @Test
    void whoTakesADutyOverHearsOfIt() {
        var moved = """
                {"duty": "d-1", "rule": "contact-guardian", "subject": {"kind": "SPELL", "id": "spell-1"}, "spell": "spell-1",
                 "school": "2153011301", "place": "530113001", "class": "2153011301-0701", "student": "S-070101",
                 "date": "2026-09-07", "revision": 1, "owner": {"post": "academic-office", "scope": "2153011301"},
                 "dueAt": "2026-09-07T01:05:00Z", "reason": "ATTEMPTS_FAILED", "at": "2026-09-07T00:40:00Z",
                 "tell": [{"audience": {"post": "academic-office", "scope": "2153011301"}, "occasion": "handed-over",
                           "at": "2026-09-07T00:40:00Z", "list": false}]}
                """;
        var heard = Hearing.of(event("duty-moved.v1", moved), Set.of());
        var toTell = assertInstanceOf(Heard.ToTell.class, heard.getFirst());
        assertEquals(
                List.of(new Tell(
                        new PostRef("academic-office", "2153011301"),
                        Notice.HANDED_OVER,
                        Instant.parse("2026-09-07T00:40:00Z"),
                        false)),
                toTell.tell());
        assertEquals("ATTEMPTS_FAILED", toTell.matter().reason());
        assertEquals(
                List.of(), Hearing.of(example("duty-moved.v1.calendar.json"), Set.of()), "a new due time is no news");
    }

    @Test
    void howLongWhatIsToldGathersIsReadFromTheEventAndIsAQuarterOfAnHourWhereItSaysNothing() {
        var listed = Objects.requireNonNull(
                example("duty-opened.v1.report-absence-list.json").payload());
        var longer = listed.replace("\"minutes\": 15", "\"minutes\": 30");
        assertNotEquals(listed, longer);
        var without = listed.replace("\"window\"", "\"unknown\"");
        assertNotEquals(listed, without);
        assertEquals(Duration.ofMinutes(30), gathering(longer));
        assertEquals(Duration.ofMinutes(15), gathering(without));
    }

    private static Duration gathering(String opened) {
        var heard = Hearing.of(event("duty-opened.v1", opened), Set.of());
        return assertInstanceOf(Heard.ToTell.class, heard.getFirst())
                .tell()
                .getFirst()
                .window();
    }

    @Test
    void whoeverOwedItBeforeIsNamedAndThePersonWhoGaveItAwayIsNotToldOfIt() {
        var heard = Hearing.of(example("duty-moved.v1.reassigned.json"), Set.of());
        assertEquals(
                new PostRef("academic-office", "2153011301"),
                assertInstanceOf(Heard.DutyHandedOver.class, heard.getFirst()).from());
        var toTell = assertInstanceOf(Heard.ToTell.class, heard.getLast());
        assertEquals(
                List.of(new PostRef("principal", "2153011301")),
                toTell.tell().stream().map(Tell::audience).toList());
        assertEquals("p-office-1", toTell.actor());
        assertEquals(
                1,
                Hearing.of(example("duty-moved.v1.handed-over.json"), Set.of()).size(),
                "as it was said before");
    }

    @Test
    void theLevelAboveHearsOfAVacantOwnerOnceAndNeverOfWhatNobodyCouldSee() {
        var teacher = new PostRef("class-teacher", "2153011301-0701");
        var told = example("duty-opened.v1.owner-vacant.json");
        assertEquals(1, Hearing.of(told, Set.of(teacher)).size(), "the owner's own notice climbs");
        var toTell = assertInstanceOf(
                Heard.ToTell.class, Hearing.of(told, Set.of(teacher)).getFirst());
        assertEquals(
                List.of("class-teacher", "guardian"),
                toTell.tell().stream().map(tell -> tell.audience().post()).toList());

        var principal = new PostRef("principal", "2153011301");
        var report = Hearing.of(example("duty-opened.v1.township-report.json"), Set.of(principal));
        assertEquals(
                principal,
                assertInstanceOf(Heard.Vacancy.class, report.getLast()).owner());
        assertEquals(
                1,
                Hearing.of(example("duty-opened.v1.township-report.json"), Set.of())
                        .size());

        var unseen = """
                {"duty": "d-2", "rule": "contact-guardian", "subject": {"kind": "SPELL", "id": "spell-1"}, "spell": "spell-1",
                 "school": "2153011301", "place": "530113001", "class": "2153011301-0701", "student": "S-070101",
                 "date": "2026-09-07", "revision": 1, "owner": {"post": "class-teacher", "scope": "2153011301-0701"},
                 "openedAt": "2026-09-09T00:05:00Z", "dueAt": "2026-09-07T01:05:00Z", "late": true, "tell": []}
                """;
        assertEquals(
                1, Hearing.of(event("duty-opened.v1", unseen), Set.of(teacher)).size());
    }

    @Test
    void aReportThatIsOwedLateIsStillToBeWrittenAndItsVacantOwnerReported() {
        var principal = new PostRef("principal", "2153011301");
        var onTime = Objects.requireNonNull(
                example("duty-opened.v1.township-report.json").payload());
        var late = onTime.replace("\"late\": false", "\"late\": true");
        assertNotEquals(onTime, late);
        var heard = Hearing.of(event("duty-opened.v1", late), Set.of(principal));
        assertEquals(
                principal,
                assertInstanceOf(Heard.Vacancy.class, heard.getLast()).owner());
    }

    private static IncomingEvent event(String name, String payload) {
        return new IncomingEvent(
                new UUID(0, 0),
                "baoxue.escalation.v1",
                0,
                0,
                "key",
                "org.baoxue.escalation." + name,
                Instant.EPOCH,
                payload);
    }

    private static IncomingEvent example(String file) {
        var payload = Objects.requireNonNull(ContractCheck.of(Path.of("../escalation-service/contracts"))
                .examples()
                .get(file));
        return event(ContractCheck.nameOf(file), payload);
    }
}
