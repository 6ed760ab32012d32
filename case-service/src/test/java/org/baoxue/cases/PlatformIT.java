package org.baoxue.cases;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class PlatformIT extends EntryStory {

    private static final String TOPIC = "baoxue.platform-in.v1";

    private final Desk home = Desk.of(Town.homeTownship());

    @Test
    void anAcknowledgementIsRecordedBesideTheReport() {
        Rules.opensDuty(ana, "platform-report");
        var number = heard.toPlatform(ana, "case-reported").text("report");
        answers("report-acknowledged", Body.of("report", number, "reference", "GP-1", "at", "2026-09-10T08:01:00Z"));
        answers("report-acknowledged", Body.of("report", number, "reference", "GP-1", "at", "2026-09-10T08:02:00Z"));
        answers("dispatch-confirmed", Body.of("responsible", Town.HOME, "reference", "GP-1"));
        heard.of(ana, "dispatched");
        assertEquals(1, heard.count(ana, "platform-acknowledged"));
        Desk.of(Town.principal())
                .reads(number)
                .statusCode(200)
                .body("state", equalTo("SENT"))
                .body("reference", equalTo("GP-1"));
    }

    @Test
    void theHomeTownshipReadsOnlyWhileItIsResponsible() {
        var id = heard.caseOf(ana);
        home.opens(id).statusCode(404);
        home.lists("student=" + ana.student()).statusCode(200).body("items.size()", equalTo(0));
        answers("dispatch-confirmed", Body.of("responsible", Town.HOME, "reference", "GP-1"));
        assertEquals(Town.HOME, heard.of(ana, "dispatched").text("responsible"));
        home.opens(id).statusCode(200).body("history.what", hasItem("DISPATCHED"));
        home.lists("student=" + ana.student()).body("items.id", contains(id));
        Desk.of(Town.office()).proposesClosing(id, "TRANSFERRED").statusCode(200);
        home.approvesClosing(id).statusCode(200).body("state", equalTo("CLOSED"));
        home.opens(id).statusCode(404);
        Desk.of(Town.township()).opens(id).statusCode(200);
    }

    @Test
    void aReturnOnThePlatformStartsTheWatch() {
        answers("return-confirmed", Body.of("returnedOn", "2026-09-10", "reference", "GP-1"));
        var returned = heard.of(ana, "returned");
        assertEquals("PLATFORM", returned.text("source"));
        assertEquals("2026-09-17", returned.text("watchUntil"));
    }

    @Test
    void aReturnBeforeTheAbsenceIsNotedAndOneAheadIsParked() {
        answers("return-confirmed", Body.of("returnedOn", "2026-09-04", "reference", "GP-1"));
        answers("return-confirmed", Body.of("returnedOn", "2030-01-01", "reference", "GP-2"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(1, parked(ana)));
        Desk.of(Town.principal())
                .opens(heard.caseOf(ana))
                .body("entry.state", equalTo("OPEN"))
                .body("history.what", hasItem("RETURN_CONFIRMED"));
    }

    @Test
    void anAnswerThatSpeaksOfNoEntryOfOursIsParked() {
        var bo = Pupil.of(Town.SCHOOL);
        tell(
                bo,
                "dispatch-confirmed",
                Body.of(
                        "case",
                        UUID.randomUUID().toString(),
                        "student",
                        bo.student(),
                        "responsible",
                        Town.HOME,
                        "reference",
                        "GP-2",
                        "at",
                        "2026-09-10T08:01:00Z"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(1, parked(bo)));
        answers("report-acknowledged", Body.of("report", "no-such-2026-0001", "reference", "GP-3"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(1, parked(ana)));
    }

    private void answers(String name, Map<String, Object> said) {
        var body = Body.of("case", heard.caseOf(ana), "student", ana.student(), "at", "2026-09-10T08:00:30Z");
        body.putAll(said);
        tell(ana, name, body);
    }

    private static void tell(Pupil pupil, String name, Map<String, Object> body) {
        EventProbe.publish(TOPIC, pupil.student(), "org.baoxue.platform." + name + ".v1", body);
    }

    private static int parked(Pupil pupil) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from dead_letter where topic = ? and record_key = ?")
                .bind(0, TOPIC)
                .bind(1, pupil.student())
                .mapTo(Integer.class)
                .one());
    }
}
