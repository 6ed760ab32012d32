package org.baoxue.cases.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.testkit.ContractCheck;
import org.junit.jupiter.api.Test;

/** Every example that the rules publish is read, and what concerns the ledger says all that it needs. */
class EscalationContractTest {

    private final Map<String, String> examples =
            ContractCheck.of(Path.of("../escalation-service/contracts")).examples();

    @Test
    void everyExampleOfTheRulesIsReadOrIgnored() {
        assertFalse(examples.isEmpty());
        var concerning = new TreeMap<String, Asked>();
        examples.forEach((file, payload) -> asked(file, payload).ifPresent(asked -> concerning.put(file, asked)));
        concerning.values().forEach(EscalationContractTest::saysAllThatIsNeeded);
        assertTrue(concerning.keySet().stream().anyMatch(file -> file.startsWith("rule-fired")), concerning::toString);
        assertTrue(concerning.keySet().stream().anyMatch(file -> file.startsWith("duty-opened")), concerning::toString);
        assertTrue(concerning.keySet().stream().anyMatch(file -> file.startsWith("spell-ended")), concerning::toString);
    }

    @Test
    void aReportThatGoesOutUnverifiedSaysSo() {
        assertTrue(order("duty-opened.v1.township-report-unverified.json").isUnverified());
        assertFalse(order("duty-opened.v1.township-report.json").isUnverified());
    }

    @Test
    void dutiesOfTheHoursDoNotConcernTheLedger() {
        var file = "duty-opened.v1.contact-guardian.json";
        assertEquals(Optional.empty(), asked(file, examples.getOrDefault(file, "")));
    }

    private Published order(String file) {
        return asked(file, examples.getOrDefault(file, "")).orElseThrow().event();
    }

    private static Optional<Asked> asked(String file, String payload) {
        var type = "org.baoxue.escalation." + ContractCheck.nameOf(file);
        return Asked.of(new IncomingEvent(
                UUID.randomUUID(), "baoxue.escalation.v1", 0, 0, "key", type, Instant.EPOCH, payload));
    }

    private static void saysAllThatIsNeeded(Asked asked) {
        var event = asked.event();
        assertFalse(asked.student().isEmpty());
        switch (asked) {
            case Asked.Absence absence -> assertFalse(event.known().spell().isEmpty());
            case Asked.Fired fired -> {
                assertFalse(event.ofSpell().isEmpty());
                assertFalse(event.countedDays().isEmpty());
                assertFalse(event.firstDay().toString().isEmpty());
            }
            case Asked.FiringWithdrawn withdrawn ->
                assertFalse(Published.need(event.firing(), "firing").isEmpty());
            case Asked.DutyOpened opened -> {
                assertFalse(event.child().place().isEmpty());
                assertFalse(Published.need(event.dueAt(), "dueAt").toString().isEmpty());
                assertFalse(event.ofSpell().isEmpty());
            }
            case Asked.DutyEnded ended ->
                assertFalse(Published.need(event.duty(), "duty").isEmpty());
            case Asked.DutyFell fell ->
                assertFalse(Published.need(event.reason(), "reason").isEmpty());
        }
    }
}
