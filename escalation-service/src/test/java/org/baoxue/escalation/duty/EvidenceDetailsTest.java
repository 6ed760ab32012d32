package org.baoxue.escalation.duty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Set;
import org.baoxue.escalation.duty.Evidence.Kind;
import org.baoxue.escalation.duty.EvidenceDetails.How;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each detail belongs to its kinds of evidence, and what is said by recording it has no other time. */
class EvidenceDetailsTest {
    private static final Instant OPENED = Instant.parse("2026-09-07T00:06:00Z");
    private static final Instant NOW = Instant.parse("2026-09-07T03:00:00Z");

    @Test
    void a_contact_says_how_and_whom_it_reached() {
        assertEquals("", fault(Kind.CONTACT_ATTEMPT, "REACHED", How.PHONE, "grandmother", null, null));
        assertEquals("", fault(Kind.CONTACT_ATTEMPT, "REACHED", null, null, null, null), "as before");
        assertEquals("/whom", fault(Kind.CONTACT_ATTEMPT, "NOT_REACHED", How.PHONE, "grandmother", null, null));
        assertEquals("/how", fault(Kind.CONTACT_ATTEMPT, "TEXT_SENT", How.PHONE, null, null, null));
        assertEquals("/visitors", fault(Kind.CONTACT_ATTEMPT, "REACHED", How.VISIT, null, "two teachers", null));
    }

    @Test
    void a_visit_says_who_went_and_whom_they_met() {
        assertEquals("", fault(Kind.VISIT, "VISIT", null, "the father", "two teachers", null));
        assertEquals("", fault(Kind.JOINT_VISIT, "JOINT_VISIT", null, "the father", "teacher and cadre", null));
        assertEquals("/how", fault(Kind.VISIT, "VISIT", How.VISIT, null, null, null));
        assertEquals("/reportNumber", fault(Kind.VISIT, "VISIT", null, null, null, "1"));
    }

    @Test
    void a_report_has_a_number_and_a_finding_has_only_its_outcome() {
        assertEquals("", fault(Kind.SENT, "PLATFORM", null, null, null, "2026-11"));
        assertEquals("/reportNumber", fault(Kind.VERIFICATION, "ILL", null, null, null, "2026-11"));
        assertEquals("/whom", fault(Kind.VERIFICATION, "ILL", null, "the mother", null, null));
    }

    @Test
    void what_was_done_was_done_between_the_opening_and_now() {
        assertEquals("", timeFault(Kind.CONTACT_ATTEMPT, OPENED));
        assertEquals("", timeFault(Kind.VISIT, NOW));
        assertEquals("/at", timeFault(Kind.VISIT, NOW.plusSeconds(1)));
        assertEquals("/at", timeFault(Kind.VISIT, OPENED.minusSeconds(1)));
        for (Kind said : Set.of(Kind.LEAVE_DECISION, Kind.RELEASE, Kind.RELEASE_DUTY, Kind.PRINCIPAL_WORD)) {
            assertEquals("/at", timeFault(said, NOW.minusSeconds(60)), said.name());
        }
    }

    private static String timeFault(Kind kind, Instant at) {
        return EvidenceRules.timeFault(kind, at, OPENED, NOW)
                .map(EvidenceRules.Refused::field)
                .orElse("");
    }

    private static String fault(
            Kind kind,
            String outcome,
            @Nullable How how,
            @Nullable String whom,
            @Nullable String visitors,
            @Nullable String number) {
        return new EvidenceDetails(how, whom, visitors, number)
                .fault(kind, outcome)
                .map(EvidenceRules.Refused::field)
                .orElse("");
    }
}
