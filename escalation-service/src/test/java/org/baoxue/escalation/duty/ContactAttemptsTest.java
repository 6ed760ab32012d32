package org.baoxue.escalation.duty;

import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.spell.Child;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever reached the guardian has done the duty; whoever twice did not hands it to the office, which keeps it. */
class ContactAttemptsTest {
    private static final Post OFFICE = Office.SCOPES.post(Post.ACADEMIC_OFFICE);

    private final Office office = new Office();
    private final List<Evidence> earlier = new ArrayList<>();

    @BeforeEach
    void a_contact_is_owed() {
        office.decides(new Child().absent("2026-09-07 08:05"), "2026-09-07 08:06");
    }

    @Test
    void a_guardian_who_was_reached_ends_it() {
        assertEquals(
                new Duty.Done(at("2026-09-07 08:30")),
                assertInstanceOf(EvidenceRules.Ends.class, attempt("REACHED", contact()))
                        .duty()
                        .state());
    }

    @Test
    void the_first_failed_attempt_is_noted_and_the_second_hands_it_over() {
        assertInstanceOf(EvidenceRules.Noted.class, attempt("NOT_REACHED", contact()));
        earlier.add(evidence(Evidence.Kind.NOTE, ""));
        assertInstanceOf(EvidenceRules.Noted.class, attempt("NOT_REACHED", contact()));
        earlier.add(evidence(Evidence.Kind.CONTACT_ATTEMPT, "REACHED"));
        assertInstanceOf(EvidenceRules.Noted.class, attempt("NOT_REACHED", contact()));
        earlier.add(evidence(Evidence.Kind.CONTACT_ATTEMPT, "NOT_REACHED"));
        Duty handed = assertInstanceOf(EvidenceRules.HandsOver.class, attempt("NOT_REACHED", contact()))
                .duty();
        assertEquals(OFFICE, handed.owner());
        assertEquals(new Duty.Open(), handed.state());
    }

    @Test
    void the_office_hands_it_to_nobody() {
        earlier.add(evidence(Evidence.Kind.CONTACT_ATTEMPT, "NOT_REACHED"));
        assertInstanceOf(
                EvidenceRules.Noted.class, attempt("NOT_REACHED", contact().ownedBy(OFFICE)));
    }

    @Test
    void what_does_not_speak_to_it_is_refused() {
        assertEquals(
                "/kind",
                assertInstanceOf(EvidenceRules.Refused.class, meaning(Evidence.Kind.VISIT, "", contact()))
                        .field());
        assertEquals(
                "/outcome",
                assertInstanceOf(EvidenceRules.Refused.class, attempt("PERHAPS", contact()))
                        .field());
        assertEquals(
                "/kind",
                assertInstanceOf(EvidenceRules.Refused.class, meaning(Evidence.Kind.RELEASE_DUTY, "", contact()))
                        .field());
    }

    private Duty contact() {
        return office.duty("contact-guardian").getFirst();
    }

    private Evidence evidence(Evidence.Kind kind, String outcome) {
        return new Evidence(contact().id(), kind, outcome, at("2026-09-07 08:20"));
    }

    private EvidenceRules.Meaning attempt(String outcome, Duty duty) {
        return meaning(Evidence.Kind.CONTACT_ATTEMPT, outcome, duty);
    }

    private EvidenceRules.Meaning meaning(Evidence.Kind kind, String outcome, Duty duty) {
        return EvidenceRules.of(
                duty, kind, outcome, earlier, Policies.shipped(), Office.SCOPES, at("2026-09-07 08:30"));
    }
}
