package org.baoxue.escalation.duty;

import static org.baoxue.escalation.duty.Office.said;
import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.spell.Child;
import org.junit.jupiter.api.Test;

/** What was done in time ends a duty, however long the word of it travels. */
class EvidenceRulesTest {
    private final Office office = new Office().waitsForOtherServices(Duration.ofMinutes(2));

    @Test
    void what_another_service_records_is_waited_for_a_little_while() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.decides(child, "2026-09-07 08:06");
        assertEquals(List.of("lapsed contact-guardian"), said(office.decides(child, "2026-09-07 09:05")));
        assertEquals(List.of(), office.decides(child, "2026-09-07 10:05"));
        assertEquals(at("2026-09-07 10:07"), office.nextAt());
        Duty list = office.duty("report-absence-list").getFirst();
        assertInstanceOf(EvidenceRules.Ends.class, meaning(list, Evidence.Kind.LIST_DELIVERED, "2026-09-07 10:04"));
        assertEquals(List.of("lapsed report-absence-list"), said(office.decides(child, "2026-09-07 10:07")));
        assertEquals(
                new Duty.Lapsed(at("2026-09-07 10:05"), false),
                office.duty("report-absence-list").getFirst().state());
    }

    @Test
    void what_was_done_too_late_is_noted_also_where_the_duty_has_not_lapsed_yet() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.decides(child, "2026-09-07 08:06");
        Duty list = office.duty("report-absence-list").getFirst();
        assertInstanceOf(EvidenceRules.Noted.class, meaning(list, Evidence.Kind.LIST_DELIVERED, "2026-09-07 10:06"));
    }

    private static EvidenceRules.Meaning meaning(Duty duty, Evidence.Kind kind, String time) {
        return EvidenceRules.of(duty, kind, "", List.of(), Policies.shipped(), Office.SCOPES, at(time));
    }
}
