package org.baoxue.escalation.duty;

import static org.baoxue.escalation.duty.Office.said;
import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Child;
import org.baoxue.escalation.spell.Spell;
import org.junit.jupiter.api.Test;

/** What a place may choose where the texts leave it open, one story for each. */
class PolicyChoicesTest {
    private final Office office = new Office();

    @Test
    void three_calendar_days_are_over_at_the_weekend() {
        Child child = new Child().absent("2026-09-11 08:05");
        office.under("suspected-dropout.unit", "calendar days").closed("2026-09-11");
        assertEquals(List.of(), fired(office.decides(child, "2026-09-12 15:00")));
        assertEquals(
                List.of("fired suspected-dropout", "opened verify-presumed"),
                fired(office.decides(child, "2026-09-13 15:00")));
    }

    @Test
    void days_of_several_absences_within_twenty_school_days_count_together() {
        Child child = new Child()
                .absent("2026-09-07 08:05")
                .present("2026-09-08 08:05")
                .absent("2026-09-09 08:05")
                .present("2026-09-10 08:05")
                .absent("2026-09-16 08:05");
        office.closed("2026-09-07").closed("2026-09-09").closed("2026-09-16");
        assertEquals(List.of(), fired(office.decides(child, "2026-09-16 15:00")));
        Office cumulative = new Office()
                .under("suspected-dropout.counting", "within 20 school days")
                .closed("2026-09-07")
                .closed("2026-09-09")
                .closed("2026-09-16");
        assertEquals(List.of("fired suspected-dropout"), fired(cumulative.decides(child, "2026-09-16 15:00")));
        Office tooFew = new Office()
                .under("suspected-dropout.counting", "within 7 school days")
                .closed("2026-09-07")
                .closed("2026-09-09")
                .closed("2026-09-16");
        assertEquals(List.of(), fired(tooFew.decides(child, "2026-09-16 15:00")));
    }

    @Test
    void a_make_up_sunday_does_not_count_where_the_place_says_so() {
        Child child = new Child().absent("2026-09-18 08:05", "2026-09-20 08:05", "2026-09-21 08:05");
        office.under("day.make-up-days", "do not count")
                .closed("2026-09-18")
                .closed("2026-09-20")
                .closed("2026-09-21")
                .closed("2026-09-22");
        assertEquals(List.of(), fired(office.decides(child, "2026-09-21 15:00")));
        assertTrue(fired(office.decides(child, "2026-09-22 15:00")).contains("fired suspected-dropout"));
    }

    @Test
    void the_list_waits_for_the_attempt_that_reached_nobody_and_no_longer_than_the_hour() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.under("report-absence-list.clock", "failed contact");
        assertEquals(List.of("opened contact-guardian"), said(office.decides(child, "2026-09-07 08:06")));
        assertEquals(at("2026-09-07 09:05"), office.nextAt());
        Office tried = new Office().under("report-absence-list.clock", "failed contact");
        tried.decides(child, "2026-09-07 08:06");
        tried.records(
                tried.duty("contact-guardian").getFirst().id(),
                Evidence.Kind.CONTACT_ATTEMPT,
                "NOT_REACHED",
                "2026-09-07 08:20");
        assertEquals(
                List.of("opened report-absence-list", "opened verify-same-day"),
                said(tried.decides(child, "2026-09-07 08:20")));
        assertEquals(at("2026-09-07 10:20"), due(tried, "report-absence-list"));
        office.decides(child, "2026-09-07 09:05");
        assertEquals(at("2026-09-07 11:05"), due(office, "report-absence-list"));
    }

    @Test
    void an_attempt_that_is_entered_late_does_not_shorten_the_hours_that_run() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.under("report-absence-list.clock", "failed contact");
        office.decides(child, "2026-09-07 08:06");
        office.decides(child, "2026-09-07 09:05");
        office.records(
                office.duty("contact-guardian").getFirst().id(),
                Evidence.Kind.CONTACT_ATTEMPT,
                "NOT_REACHED",
                "2026-09-07 08:20");
        assertEquals(List.of(), said(office.decides(child, "2026-09-07 09:30")));
        assertEquals(at("2026-09-07 11:05"), due(office, "report-absence-list"));
    }

    @Test
    void nobody_verifies_before_the_list_has_come_however_long_a_place_waits_for_it() {
        Child child = new Child().absent("2026-09-07 14:05");
        office.under("report-absence-list.clock", "failed contact")
                .under("contact-guardian.due", "PT12H after mark")
                .under("report-absence-list.due", "PT12H after mark");
        office.decides(child, "2026-09-07 14:06");
        office.decides(child, "2026-09-08 02:05");
        assertEquals(at("2026-09-08 14:05"), due(office, "report-absence-list"));
        assertEquals(at("2026-09-08 16:05"), due(office, "verify-same-day"));
    }

    @Test
    void an_afternoon_in_school_ends_no_absence_where_any_missed_session_counts() {
        Child child = new Child()
                .absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05")
                .present("2026-09-08 14:05", "2026-09-10 08:05");
        assertEquals(2, child.spells().size());
        Policy policy = new Policy(
                        Policies.shipped().key(),
                        Map.of("spell.partial-days", new Policy.Value("any absence", "own choice: a test")))
                .over(Policies.shipped());
        Spell only = child.spells(child.facts(), policy).getFirst();
        assertEquals(1, child.spells(child.facts(), policy).size());
        assertEquals(3, only.marks().size());
        assertEquals("2026-09-10", only.endedOn().toString());
    }

    @Test
    void the_hour_rules_go_on_beside_the_case_team_where_the_place_says_so() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05");
        office.closed("2026-09-09").under("case.carries-on", "no").decides(child, "2026-09-09 15:00");
        child.absent("2026-09-10 08:05");
        assertTrue(said(office.decides(child, "2026-09-10 08:06")).contains("opened contact-guardian"));
    }

    private static List<String> fired(List<Decision> decisions) {
        return said(decisions).stream()
                .filter(one -> one.equals("fired suspected-dropout") || one.equals("opened verify-presumed"))
                .toList();
    }

    private static Instant due(Office office, String rule) {
        return office.duty(rule).getFirst().dueAt();
    }
}
