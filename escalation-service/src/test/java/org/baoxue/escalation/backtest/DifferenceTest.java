package org.baoxue.escalation.backtest;

import static org.baoxue.escalation.backtest.RecordedAutumn.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.backtest.Difference.Change;
import org.baoxue.escalation.backtest.Difference.Period;
import org.baoxue.escalation.backtest.Ledger.What;
import org.baoxue.escalation.duty.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A child's autumn under the policy in force and under another: Thursday is the 10th of September. */
class DifferenceTest {
    private static final String LIST = "report-absence-list";
    private static final Period SEPTEMBER = new Period(LocalDate.parse("2026-09-01"), LocalDate.parse("2026-09-30"));

    private final RecordedAutumn autumn = new RecordedAutumn();

    @Test
    void the_policy_in_force_is_no_other_than_itself() {
        autumn.missing("2026-09-10", "2026-09-11", "2026-09-14", "2026-09-15");
        assertEquals(List.of(), differences(Map.of()));
        assertEquals(List.of(), differences(Map.of("suspected-dropout.unit", "school days")));
    }

    @Test
    void who_is_missing_from_a_thursday_is_suspected_on_saturday_where_calendar_days_count() {
        autumn.missing("2026-09-10", "2026-09-11", "2026-09-14");
        autumn.back("2026-09-15");
        Difference fired = only(What.FIRED, differences(Map.of("suspected-dropout.unit", "calendar days")));
        assertEquals(Change.MOVED, fired.change());
        assertEquals(LocalDate.parse("2026-09-14"), entry(fired.inForce()).date());
        assertEquals(LocalDate.parse("2026-09-12"), entry(fired.candidate()).date());
        assertEquals(at("2026-09-12", 15), entry(fired.candidate()).dueAt());
    }

    @Test
    void who_is_back_on_monday_would_be_suspected_by_calendar_days_alone() {
        autumn.missing("2026-09-10", "2026-09-11");
        autumn.back("2026-09-14");
        List<Difference> found =
                differences(Map.of("suspected-dropout.unit", "calendar days", "home-visit.unit", "calendar days"));
        assertEquals(
                List.of("GAINED FIRED home-visit", "GAINED FIRED suspected-dropout", "GAINED OWED home-visit"),
                lines(found, What.FIRED, What.OWED).stream()
                        .filter(line -> !line.contains("verify-presumed"))
                        .toList());
    }

    @Test
    void a_later_day_loses_what_the_child_did_not_stay_away_for() {
        autumn.missing("2026-09-07", "2026-09-08", "2026-09-09");
        autumn.back("2026-09-10");
        assertEquals(
                List.of("LOST FIRED home-visit", "LOST OWED home-visit"),
                lines(differences(Map.of("home-visit.fires", "day 5")), What.FIRED, What.OWED));
    }

    @Test
    void a_longer_hour_moves_what_is_owed_and_lets_what_was_done_late_count() {
        autumn.missing("2026-09-07");
        autumn.did("contact-guardian", "2026-09-07", Evidence.Kind.CONTACT_ATTEMPT, "REACHED", at("2026-09-07", 10));
        Difference owed = differences(Map.of("contact-guardian.due", "PT3H after mark")).stream()
                .filter(one -> one.name().what() == What.OWED)
                .findFirst()
                .orElseThrow();
        assertEquals("contact-guardian", owed.name().rule());
        assertEquals(LocalDate.parse("2026-09-07"), owed.name().mark());
        assertEquals("LAPSED", entry(owed.inForce()).ending());
        assertEquals("DONE", entry(owed.candidate()).ending());
        assertEquals(Change.MOVED, owed.change());
    }

    @Test
    void the_list_goes_when_the_policy_has_it_go_however_it_went_then() {
        autumn.missing("2026-09-07");
        autumn.did(
                LIST, "2026-09-07", Evidence.Kind.LIST_DELIVERED, "DELIVERED", RecordedAutumn.at("2026-09-07", 9, 45));
        for (String due : List.of("PT1H after mark", "PT3H after mark")) {
            Difference owed = only(
                    What.OWED,
                    differences(Map.of(LIST + ".due", due)).stream()
                            .filter(one -> one.name().rule().equals(LIST))
                            .toList());
            assertEquals(Change.MOVED, owed.change());
            assertEquals("DONE", entry(owed.inForce()).ending());
            assertEquals("DONE", entry(owed.candidate()).ending(), due);
        }
    }

    @Test
    void what_a_mark_makes_owed_is_the_same_whichever_absence_it_falls_to() {
        autumn.missing("2026-09-07").backInTheAfternoon("2026-09-07");
        autumn.missing("2026-09-08").backInTheAfternoon("2026-09-08");
        Map<String, String> oneAbsence = Map.of("spell.partial-days", "any absence");
        assertEquals(2, autumn.played(Map.of()).spells().size());
        assertEquals(1, autumn.played(oneAbsence).spells().size());
        assertEquals(
                List.of(),
                lines(differences(oneAbsence), What.OWED, What.TOLD).stream()
                        .filter(line -> line.startsWith("GAINED") || line.startsWith("LOST"))
                        .filter(line -> line.contains("contact-guardian"))
                        .toList());
    }

    @Test
    void whoever_is_told_besides_is_gained() {
        autumn.missing("2026-09-07");
        Difference told = differences(
                        Map.of("contact-guardian.lapse-tells", "academic-office at once, principal at once"))
                .getFirst();
        assertEquals(What.TOLD, told.name().what());
        assertEquals(Change.GAINED, told.change());
        assertEquals("principal", told.name().audience());
        assertEquals("lapsed", told.name().occasion());
    }

    @Test
    void what_lies_outside_the_period_on_both_sides_is_left_out() {
        autumn.missing("2026-09-10", "2026-09-11", "2026-09-14");
        autumn.back("2026-09-15");
        Map<String, String> calendarDays = Map.of("suspected-dropout.unit", "calendar days");
        assertEquals(1, inPeriod(calendarDays, "2026-09-12", "2026-09-13").size());
        assertEquals(List.of(), inPeriod(calendarDays, "2026-09-01", "2026-09-11"));
    }

    private List<Difference> inPeriod(Map<String, String> other, String from, String to) {
        return differences(other, new Period(LocalDate.parse(from), LocalDate.parse(to))).stream()
                .filter(one -> one.name().what() == What.FIRED)
                .toList();
    }

    private List<Difference> differences(Map<String, String> other) {
        return differences(other, SEPTEMBER);
    }

    private List<Difference> differences(Map<String, String> other, Period period) {
        return Difference.between(autumn.ledger(Map.of()), autumn.ledger(other), period);
    }

    private static Difference only(What what, List<Difference> found) {
        List<Difference> some =
                found.stream().filter(one -> one.name().what() == what).toList();
        assertEquals(1, some.size(), found.toString());
        return some.getFirst();
    }

    private static Ledger.Entry entry(Ledger.@Nullable Entry entry) {
        return java.util.Optional.ofNullable(entry).orElseThrow();
    }

    private static List<String> lines(List<Difference> found, What... kinds) {
        return found.stream()
                .filter(one -> List.of(kinds).contains(one.name().what()))
                .map(one -> one.change() + " " + one.name().what() + " "
                        + one.name().rule())
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
