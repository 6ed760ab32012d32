package org.baoxue.notification.plan;

import static org.baoxue.notification.plan.Bundled.decide;
import static org.baoxue.notification.plan.Bundled.missing;
import static org.baoxue.notification.plan.Bundled.noticesOf;
import static org.baoxue.notification.plan.Said.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.baoxue.notification.plan.Notice.State;
import org.baoxue.notification.plan.Said.Worlds;
import org.junit.jupiter.api.Test;

/** To whom, and when, a correction goes. */
class BundlerCorrectionsTest {

    @Test
    void aCorrectionGoesToTheAddressesThatHeardAndWaitsForWhatIsStillUnderWay() {
        var original = missing("ana", "08:25");
        var correction = Planner.plan(
                        List.of(in(State.SENDING, original)),
                        List.of(new Heard.DutyCancelled("contact-ana", true, "CORRECTED", null, at("08:40"))))
                .added();
        assertEquals(
                List.of("wait ana 08:42 in 08:30"),
                decide(
                        correction,
                        new Worlds().original(original, State.SENDING).at("08:41")));
        assertEquals(
                List.of("CORRECTION address/phone-1: ana", "close family/of-ana"),
                decide(
                        correction,
                        new Worlds()
                                .original(original, State.DELIVERED, "phone-1")
                                .at("08:41")));
        assertEquals(
                List.of("silence ana ORIGINAL_NOT_HEARD"),
                decide(correction, new Worlds().original(original, State.FAILED).at("08:41")));
    }

    @Test
    void aCorrectionWaitsForEveryMessageOfWhatItCorrects() {
        var lapsed = noticesOf(toTell(contact("ana"), "ana", new Tell(OFFICE, "lapsed", at("09:05"), false)))
                .getFirst();
        var correction = correctionOf(lapsed, "o-2");
        assertEquals(
                List.of("wait ana 09:31"),
                decide(correction, new Worlds().original(lapsed, true, "o-1").at("09:30")));
        assertEquals(
                List.of("CORRECTION address/mail-of-o-1: ana"),
                decide(
                        correction,
                        new Worlds().original(lapsed, false, "o-1", "o-2").at("09:31")),
                "and whoever corrected it is not told");
        assertEquals(
                List.of("silence ana OWN_ENTRY"),
                decide(correction, new Worlds().original(lapsed, false, "o-2").at("09:31")));
    }

    private static List<Notice> correctionOf(Notice told, String actor) {
        return Planner.plan(
                        List.of(in(State.DELIVERED, told)),
                        List.of(new Heard.DutyCancelled("contact-ana", true, "CORRECTED", actor, at("09:30"))))
                .added();
    }

    @Test
    void aCorrectionRingsAtNightOnlyForTheDaysOwnAbsence() {
        var alert = noticesOf(toTell(
                        new Cause(Cause.Kind.TELLING, "alert-ana", "suspected-dropout", "firing-1"),
                        "ana",
                        tell(guardianOf("ana"), "15:00")))
                .getFirst();
        var closure = Planner.plan(
                        List.of(in(State.DELIVERED, alert)),
                        List.of(new Heard.FiringWithdrawn("firing-1", "CALENDAR", null, at("23:10"))))
                .added();
        assertEquals(
                List.of("wait ana +1 07:00 in +1 07:00"),
                decide(
                        closure,
                        new Worlds().original(alert, State.DELIVERED, "phone-1").at("23:10")));

        var missing = missing("ana", "21:40");
        var mistaken = Planner.plan(
                        List.of(in(State.DELIVERED, missing)),
                        List.of(new Heard.DutyCancelled("contact-ana", true, "CORRECTED", null, at("22:00"))))
                .added();
        assertEquals(
                List.of("CORRECTION address/phone-1: ana", "close family/of-ana"),
                decide(
                        mistaken,
                        new Worlds()
                                .original(missing, State.DELIVERED, "phone-1")
                                .at("22:00")));
    }
}
