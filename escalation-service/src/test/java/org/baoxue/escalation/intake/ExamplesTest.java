package org.baoxue.escalation.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.baoxue.escalation.concerns.Concerns;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.testkit.ContractCheck;
import org.junit.jupiter.api.Test;

/** We read every example that the services we listen to publish. */
class ExamplesTest {
    private static final Map<String, Class<?>> ATTENDANCE = Map.of(
            "roll-call-recorded.v1", Shapes.RollCall.class,
            "leave-granted.v1", Shapes.LeaveGranted.class,
            "leave-withdrawn.v1", Shapes.LeaveWithdrawn.class,
            "enrolment-changed.v1", Shapes.Enrolment.class,
            "school-day-closed.v1", Shapes.DayClosed.class,
            "concern-raised.v1", Concerns.ConcernRaised.class,
            "concern-withdrawn.v1", Concerns.ConcernWithdrawn.class);

    @Test
    void attendance() {
        examples("attendance-service").forEach((file, payload) -> {
            Class<?> shape = ATTENDANCE.get(ContractCheck.nameOf(file));
            if (shape != null) {
                assertFalse(Json.read(payload, shape).toString().isEmpty(), file);
            }
        });
    }

    @Test
    void what_is_signed_visited_and_sent_elsewhere_is_evidence_here() {
        Map<String, Integer> given = Map.of(
                "report-signed.v1.township.json", 1,
                "report-signed.v1.formal-fewer-than-three.json", 1,
                "platform-sent.v1.case.json", 1,
                "platform-sent.v1.month.json", 1,
                "persuasion-recorded.v1.home-visit.json", 1,
                "persuasion-recorded.v1.joint-visit.json", 1,
                "persuasion-recorded.v1.telephone.json", 0);
        Map<String, String> examples = examples("case-service");
        given.forEach(
                (file, count) -> assertEquals(count, given("case", file, examples.getOrDefault(file, "{}")), file));
        examples.forEach((file, payload) -> given("case", file, payload));
    }

    @Test
    void a_list_that_reached_the_office_is_evidence_and_other_notices_are_not() {
        examples("notification-service")
                .forEach((file, payload) -> assertEquals(
                        file.contains("absence-list") ? 1 : 0, given("notification", file, payload), file));
    }

    private static int given(String context, String file, String payload) {
        String type = "org.baoxue." + context + "." + ContractCheck.nameOf(file);
        IncomingEvent event = new IncomingEvent(new UUID(0, 0), "topic", 0, 0, "key", type, Instant.EPOCH, payload);
        return List.of(EvidenceListener.given(event).toArray()).size();
    }

    private static Map<String, String> examples(String service) {
        return ContractCheck.of(Path.of("..", service, "contracts")).examples();
    }
}
