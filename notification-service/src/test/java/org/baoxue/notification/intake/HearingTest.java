package org.baoxue.notification.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.notification.plan.Heard;
import org.baoxue.notification.plan.Notice;
import org.baoxue.notification.plan.PostRef;
import org.baoxue.notification.plan.Tell;
import org.baoxue.notification.vacancy.Owing;
import org.baoxue.testkit.ContractCheck;
import org.junit.jupiter.api.Test;

/** What is heard in the examples of the escalation service's own contracts. */
class HearingTest {

    @Test
    void aDutyThatARollCallMadeSaysWhoseEntryItWasAndInWhichSession() {
        var heard = Hearing.of(example("duty-opened.v1.own-entry.json"));
        var toTell = assertInstanceOf(Heard.ToTell.class, heard.getFirst());
        assertEquals("p-teacher-7", toTell.actor());
        assertEquals("AM", toTell.matter().session());
    }

    @Test
    void aTypeOfAnotherShapeSaysNothing() {
        assertEquals(List.of(), Hearing.of(example("calendar-kept.v1.other-terms.json")));
    }

    @Test
    void aLapseSaysWhoOwedIt() {
        var heard = Hearing.of(example("duty-lapsed.v1.owner.json"));
        var lapsed = assertInstanceOf(Heard.DutyLapsed.class, heard.getFirst());
        assertEquals(new PostRef("class-teacher", "2153011301-0701"), lapsed.owner());
    }

    @Test
    void whatARuleTellsNamesTheAbsenceInWhichItFired() {
        var told = assertInstanceOf(
                Heard.ToTell.class,
                Hearing.of(example("telling.v1.suspected-dropout-inside.json")).getFirst());
        var ended = assertInstanceOf(
                Heard.SpellEnded.class,
                Hearing.of(example("spell-ended.v1.returned.json")).getFirst());
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
        var heard = Hearing.of(event("duty-moved.v1", moved));
        var toTell = assertInstanceOf(Heard.ToTell.class, heard.getFirst());
        assertEquals(
                List.of(new Tell(
                        new PostRef("academic-office", "2153011301"),
                        Notice.HANDED_OVER,
                        Instant.parse("2026-09-07T00:40:00Z"),
                        false)),
                toTell.tell());
        assertEquals("ATTEMPTS_FAILED", toTell.matter().reason());
        assertEquals(List.of(), Hearing.of(example("duty-moved.v1.calendar.json")), "a new due time is no news");
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
        var heard = Hearing.of(event("duty-opened.v1", opened));
        return assertInstanceOf(Heard.ToTell.class, heard.getFirst())
                .tell()
                .getFirst()
                .window();
    }

    @Test
    void whoeverOwedItBeforeIsNamedAndThePersonWhoGaveItAwayIsNotToldOfIt() {
        var heard = Hearing.of(example("duty-moved.v1.reassigned.json"));
        assertEquals(
                new PostRef("academic-office", "2153011301"),
                assertInstanceOf(Heard.DutyHandedOver.class, heard.getFirst()).from());
        var toTell = assertInstanceOf(Heard.ToTell.class, heard.getLast());
        assertEquals(
                List.of(new PostRef("principal", "2153011301")),
                toTell.tell().stream().map(Tell::audience).toList());
        assertEquals("p-office-1", toTell.actor());
        assertEquals(1, Hearing.of(example("duty-moved.v1.handed-over.json")).size(), "as it was said before");
    }

    @Test
    void aDutyIsOwedFromItsOpeningByWhomItWasGivenToLastUntilItIsOver() {
        var opened = owed("duty-opened.v1.township-report.json");
        assertEquals(new PostRef("principal", "2153011301"), opened.owner());
        assertEquals("township-report", opened.cause().rule());
        assertEquals(opened.dueAt(), opened.matter().dueAt());
        assertEquals(
                new PostRef("principal", "2153011301"),
                owed("duty-moved.v1.reassigned.json").owner());
        assertTrue(owed("duty-moved.v1.calendar.json").dueAt().isAfter(Instant.EPOCH));

        var lapsed = example("duty-lapsed.v1.owner.json");
        var duty = lapsed.as(DutyEvent.class).duty();
        assertEquals(duty, Hearing.owing(lapsed).orElseThrow().duty());
        for (var type : List.of("duty-done.v1", "duty-lapsed.v1", "duty-cancelled.v1", "duty-corrected.v1")) {
            var over = Hearing.owing(event(type, Objects.requireNonNull(lapsed.payload())));
            assertInstanceOf(Owing.Over.class, over.orElseThrow(), type);
        }
        assertEquals(Optional.empty(), Hearing.owing(example("telling.v1.suspected-dropout-inside.json")));
        assertEquals(Optional.empty(), Hearing.owing(example("calendar-kept.v1.other-terms.json")));
    }

    private static Owing.Owed owed(String file) {
        return assertInstanceOf(Owing.Owed.class, Hearing.owing(example(file)).orElseThrow());
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
