package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.escalation.oracle.Absence.Ending;
import org.baoxue.escalation.oracle.Almanac.Kind;
import org.baoxue.escalation.oracle.Almanac.Level;
import org.baoxue.escalation.oracle.Almanac.Named;
import org.baoxue.escalation.oracle.Almanac.Term;
import org.baoxue.escalation.oracle.Told.Called;
import org.baoxue.escalation.oracle.Told.Leave;
import org.baoxue.escalation.oracle.Told.Seen;
import org.junit.jupiter.api.Test;

/** The oracle itself must give the worked days of the rules, reckoned there by hand. */
class OracleWorkedDaysTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int THREE_O_CLOCK = 15 * 60;

    private final List<Told> facts = new ArrayList<>();
    private final List<Named> ofSchool = new ArrayList<>();

    @Test
    void a_plain_week() {
        called("2026-09-07", 8, 5, Seen.ABSENT);
        completes(0, "2026-09-09", "2026-09-15");
    }

    @Test
    void the_national_day_break_with_its_make_up_saturday() {
        called("2026-09-24", 8, 5, Seen.ABSENT);
        completes(0, "2026-09-29", "2026-10-10");
    }

    @Test
    void a_make_up_sunday_counts() {
        called("2026-09-18", 8, 5, Seen.ABSENT);
        completes(0, "2026-09-21", "2026-09-28");
    }

    @Test
    void opened_after_the_day_was_complete() {
        called("2026-09-30", 16, 10, Seen.ABSENT);
        completes(0, "2026-10-10", "2026-10-15");
    }

    @Test
    void the_tomb_sweeping_days() {
        called("2026-04-03", 8, 5, Seen.ABSENT);
        completes(0, "2026-04-08", "2026-04-14");
    }

    @Test
    void one_lesson_ends_the_first_spell_and_the_second_opens_that_afternoon() {
        called("2026-10-12", 8, 5, Seen.ABSENT);
        called("2026-10-14", 8, 5, Seen.PRESENT);
        called("2026-10-14", 14, 10, Seen.ABSENT);
        assertEquals(Ending.RETURNED, Oracle.spells(history()).get(0).ending());
        completes(1, "2026-10-16", "2026-10-22");
    }

    @Test
    void a_leave_in_between_excuses_the_first_spell() {
        called("2026-10-12", 8, 5, Seen.ABSENT);
        Day leave = Day.of("2026-10-14");
        facts.add(new Leave("leave", 1, false, leave, 0, leave, 99, leave.at(480, SHANGHAI)));
        called("2026-10-15", 8, 5, Seen.ABSENT);
        assertEquals(Ending.EXCUSED, Oracle.spells(history()).get(0).ending());
        completes(1, "2026-10-19", "2026-10-23");
    }

    @Test
    void the_make_up_saturday_of_the_vacation_does_not_count() {
        called("2026-01-22", 8, 5, Seen.ABSENT);
        completes(0, "2026-03-02", "2026-03-06");
    }

    @Test
    void two_days_declared_closed_do_not_count() {
        called("2026-10-12", 8, 5, Seen.ABSENT);
        ofSchool.add(new Named(Day.of("2026-10-13"), false));
        ofSchool.add(new Named(Day.of("2026-10-14"), false));
        completes(0, "2026-10-16", "2026-10-22");
    }

    @Test
    void a_month_is_the_same_date_or_the_last_day_moved_to_a_school_day() {
        called("2026-03-31", 8, 5, Seen.ABSENT);
        assertEquals(Day.of("2026-04-30").at(THREE_O_CLOCK, SHANGHAI), monthOf(0));
        facts.clear();
        called("2026-09-03", 8, 5, Seen.ABSENT);
        assertEquals(Day.of("2026-10-08").at(THREE_O_CLOCK, SHANGHAI), monthOf(0));
        facts.clear();
        called("2026-01-22", 8, 5, Seen.ABSENT);
        assertEquals(Day.of("2026-03-06").at(THREE_O_CLOCK, SHANGHAI), monthOf(0), "not before day 7");
    }

    private void called(String day, int hour, int minute, Seen seen) {
        Instant takenAt = Day.of(day).at(hour * 60 + minute, SHANGHAI);
        facts.add(new Called("class", Day.of(day), hour < 12 ? 1 : 2, 1, seen, takenAt, takenAt));
    }

    private void completes(int spell, String dayThree, String daySeven) {
        Absence absence = Oracle.spells(history()).get(spell);
        assertEquals(Day.of(dayThree).at(THREE_O_CLOCK, SHANGHAI), Oracle.dayComplete(history(), absence, 3), "day 3");
        assertEquals(Day.of(daySeven).at(THREE_O_CLOCK, SHANGHAI), Oracle.dayComplete(history(), absence, 7), "day 7");
    }

    private Instant monthOf(int spell) {
        Instant month = Oracle.monthComplete(history(), Oracle.spells(history()).get(spell));
        return month == null ? Instant.EPOCH : month;
    }

    private History history() {
        List<Term> terms = List.of(
                new Term(Day.of("2025-09-01"), Day.of("2026-01-23")),
                new Term(Day.of("2026-03-02"), Day.of("2026-07-10")),
                new Term(Day.of("2026-09-01"), Day.of("2027-01-22")));
        List<Named> national = new ArrayList<>();
        named(national, false, "2026-04-06", "2026-09-25", "2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06");
        named(national, false, "2026-10-07");
        named(national, true, "2026-02-14", "2026-02-28", "2026-09-20", "2026-10-10");
        Almanac almanac = new Almanac(List.of(
                new Level("school", Kind.SCHOOL, List.of(), ofSchool),
                new Level("county", Kind.PLACE, terms, List.of()),
                new Level("nation", Kind.NATION, List.of(), national)));
        return History.of(SHANGHAI, THREE_O_CLOCK, List.of(1, 2), almanac, List.copyOf(facts));
    }

    private static void named(List<Named> days, boolean school, String... dates) {
        for (String date : dates) {
            days.add(new Named(Day.of(date), school));
        }
    }
}
