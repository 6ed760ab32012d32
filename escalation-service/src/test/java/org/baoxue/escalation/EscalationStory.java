package org.baoxue.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.baoxue.testkit.ContractCheck;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What a story makes the service say is heard, and afterwards all of it fits its schema. */
public abstract class EscalationStory {
    private static final ContractCheck CONTRACTS = ContractCheck.of(Path.of("contracts"));

    protected EventProbe escalation;

    @BeforeEach
    void listen() {
        escalation = EventProbe.of("baoxue.escalation.v1");
    }

    @AfterEach
    void everythingPublishedFitsItsSchema() {
        try (EventProbe heard = escalation) {
            List<String> faults = heard.all().stream()
                    .flatMap(seen -> CONTRACTS.faults(seen.type(), String.valueOf(seen.body())).stream())
                    .toList();
            assertEquals(List.of(), faults);
        }
    }

    protected static JsonNode body(Seen seen) {
        return Objects.requireNonNull(seen.body());
    }
}
