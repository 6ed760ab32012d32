package org.baoxue.notification.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.notification.plan.Heard;
import org.baoxue.notification.plan.PostRef;
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
    void aLapseSaysWhoOwedIt() {
        var heard = Hearing.of(example("duty-lapsed.v1.owner.json"), Set.of());
        var lapsed = assertInstanceOf(Heard.DutyLapsed.class, heard.getFirst());
        assertEquals(new PostRef("class-teacher", "2153011301-0701"), lapsed.owner());
    }

    private static IncomingEvent example(String file) {
        var payload = Objects.requireNonNull(ContractCheck.of(Path.of("../escalation-service/contracts"))
                .examples()
                .get(file));
        var type = "org.baoxue.escalation." + ContractCheck.nameOf(file);
        return new IncomingEvent(new UUID(0, 0), "baoxue.escalation.v1", 0, 0, "key", type, payload);
    }
}
