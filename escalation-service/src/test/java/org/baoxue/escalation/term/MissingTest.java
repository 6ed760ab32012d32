package org.baoxue.escalation.term;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.spell.Fact.Change;
import org.baoxue.escalation.term.Unregistered.Ending;
import org.baoxue.escalation.term.Unregistered.How;
import org.junit.jupiter.api.Test;

/** To which of a child's stays at its school a start of a term belongs that was told. The autumn term begins on 2026-09-01. */
class MissingTest {
    private static final Term AUTUMN = new Term(date("2026-09-01"), date("2027-01-22"));
    private static final List<Stay> STAYS = Stay.at(
            "S",
            List.of(
                    change(1, Change.ENROLLED, "2026-09-01"),
                    change(2, Change.WITHDRAWN, "2026-09-03"),
                    change(3, Change.ENROLLED, "2026-09-04"),
                    change(4, Change.WITHDRAWN, "2026-09-10"),
                    change(5, Change.ENROLLED, "2026-09-14")));

    @Test
    void it_belongs_to_the_stay_of_its_enrolment_and_by_its_date_where_that_was_not_kept() {
        assertEquals(3, missing(3, "2026-09-02", Optional.empty()).of(STAYS).revision());
        assertEquals(1, missing(0, "2026-09-02", Optional.empty()).of(STAYS).revision());
        assertEquals(5, missing(0, "2026-09-15", Optional.empty()).of(STAYS).revision());
    }

    @Test
    void stays_are_one_absence_until_the_child_was_seen_between_them_or_the_later_one_was_told_by_itself() {
        Missing first = missing(1, "2026-09-01", Optional.empty());
        assertEquals(List.of(1, 3, 5), stays(first, first));
        Missing seen = missing(1, "2026-09-01", Optional.of("2026-09-08"));
        assertEquals(List.of(1, 3), stays(seen, seen));
        assertEquals(List.of(1), stays(first, first, missing(3, "2026-09-04", Optional.empty())));
        Term spring = new Term(date("2027-02-22"), date("2027-07-10"));
        Missing later = new Missing("s5", spring, new Unregistered(date("2027-02-22"), Optional.empty()), 5);
        assertEquals(List.of(1, 3, 5), stays(first, first, later), "of another term");
    }

    @Test
    void what_was_told_of_a_stay_that_is_over_keeps_its_first_day_whatever_the_calendar_says_since() {
        SchoolCalendar moved = new SchoolCalendar(
                ZoneId.of("Asia/Shanghai"),
                LocalTime.of(15, 0),
                List.of(new Level(
                        Level.Kind.SCHOOL, List.of(new Term(date("2026-09-07"), date("2027-01-22"))), Map.of())));
        TermStart told = missing(1, "2026-09-01", Optional.empty()).told(STAYS.getFirst(), moved, Policies.shipped());
        assertEquals(List.of(date("2026-09-01"), date("2026-09-08")), List.of(told.firstDay(), told.reportDay()));
    }

    private static List<Integer> stays(Missing one, Missing... told) {
        return one.stays(STAYS, List.of(told)).stream().map(Stay::revision).toList();
    }

    private static Missing missing(int enrolment, String since, Optional<String> seen) {
        return new Missing(
                "s" + enrolment,
                AUTUMN,
                new Unregistered(date(since), seen.map(on -> new Ending(How.RETURNED, date(on)))),
                enrolment);
    }

    private static Stay.Change change(int revision, Change change, String on) {
        return new Stay.Change(revision, "S", change, date(on), Instant.parse("2026-08-28T00:00:00Z"), "1");
    }

    private static LocalDate date(String date) {
        return LocalDate.parse(date);
    }
}
