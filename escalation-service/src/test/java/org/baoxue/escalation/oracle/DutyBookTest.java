package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.escalation.oracle.Almanac.Kind;
import org.baoxue.escalation.oracle.Almanac.Level;
import org.baoxue.escalation.oracle.Almanac.Named;
import org.baoxue.escalation.oracle.Almanac.Term;
import org.baoxue.escalation.oracle.Told.Called;
import org.baoxue.escalation.oracle.Told.Change;
import org.baoxue.escalation.oracle.Told.Closed;
import org.baoxue.escalation.oracle.Told.Declared;
import org.baoxue.escalation.oracle.Told.Enrolment;
import org.baoxue.escalation.oracle.Told.Found;
import org.baoxue.escalation.oracle.Told.Seen;
import org.junit.jupiter.api.Test;

/** The oracle's own book must give what the rules say in so many words, reckoned here by hand. */
class DutyBookTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static final String TELL = "tell ";

    private final List<Told> facts = new ArrayList<>();

    @Test
    void two_days_declared_closed_after_the_third_are_corrected_and_not_silently_moved() {
        absent("2026-10-12", "2026-10-13", "2026-10-14");
        facts.add(new Declared(Day.of("2026-10-13"), false, at("2026-10-14T17:00")));
        facts.add(new Declared(Day.of("2026-10-14"), false, at("2026-10-14T17:00:01")));
        absent("2026-10-15", "2026-10-16");
        assertEquals(
                List.of(
                        "2026-10-12/1 inform-principal #1 on day 3 fired " + at("2026-10-14T15:00:07") + " withdrawn",
                        "2026-10-12/1 inform-principal #2 on day 3 fired " + at("2026-10-16T15:00:07") + " RELEASED"),
                linesOf("/1 inform-principal"));
    }

    @Test
    void a_child_found_ill_holds_the_day_rules_until_the_third_day_end_after_that() {
        absent("2026-09-07", "2026-09-08", "2026-09-09", "2026-09-10", "2026-09-11");
        facts.add(new Found(Day.of("2026-09-08"), "ILL", at("2026-09-08T17:00")));
        assertEquals(
                List.of("2026-09-07/1 suspected-dropout #1 on day 3 fired " + at("2026-09-11T15:00:07")
                        + " late RELEASED"),
                linesOf("suspected-dropout"));
    }

    @Test
    void a_transfer_pauses_the_day_rules_for_ten_school_days() {
        absent("2026-09-07");
        facts.add(new Enrolment("school-a", Change.TRANSFER_OUT, Day.of("2026-09-08"), 1, at("2026-09-08T09:00")));
        assertEquals(
                List.of("2026-09-07/1 home-visit #1 on day 3 fired " + at("2026-09-21T15:00") + " late RELEASED"),
                linesOf("/1 home-visit"));
        assertEquals(
                List.of("2026-09-21 home-visit opened " + at("2026-09-21T15:00") + " due " + at("2026-09-22T15:00")
                        + " late LAPSED " + at("2026-09-22T15:00")),
                linesOf("home-visit opened"));
    }

    @Test
    void a_correction_of_a_correction_makes_it_owed_again() {
        absent("2026-09-07");
        called("2026-09-07", 2, Seen.PRESENT, at("2026-09-07T08:30"));
        called("2026-09-07", 3, Seen.ABSENT, at("2026-09-07T08:40"));
        String due = " due " + at("2026-09-07T09:05");
        assertEquals(
                List.of(
                        "2026-09-07 contact-guardian opened " + at("2026-09-07T08:06") + due + " CANCELLED "
                                + at("2026-09-07T08:30") + " wrong",
                        "2026-09-07 contact-guardian opened " + at("2026-09-07T08:40") + due + " LAPSED "
                                + at("2026-09-07T09:05")),
                linesOf("contact-guardian"));
    }

    @Test
    void the_guardian_hears_after_twenty_minutes_and_the_office_by_the_list_of_its_window() {
        absent("2026-09-07");
        assertEquals(
                List.of("tell guardian/child opened of contact-guardian for 2026-09-07 opened " + at("2026-09-07T08:06")
                        + " at " + at("2026-09-07T08:25") + " in the window of " + at("2026-09-07T08:15")),
                linesOf("tell guardian/child opened"));
        assertEquals(
                List.of("tell list academic-office/school opened of report-absence-list for 2026-09-07 opened "
                        + at("2026-09-07T08:06") + " at " + at("2026-09-07T09:45") + " in the window of "
                        + at("2026-09-07T10:00")),
                linesOf("tell list academic-office/school opened of report-absence-list"));
    }

    @Test
    void a_mark_that_comes_too_late_for_its_message_joins_the_next_window_after_its_acceptance() {
        called("2026-09-07", 1, Seen.ABSENT, at("2026-09-07T11:20"));
        String next = " at " + at("2026-09-07T11:30") + " in the window of " + at("2026-09-07T11:30");
        assertEquals(
                List.of("tell guardian/child opened of contact-guardian for 2026-09-07 opened " + at("2026-09-07T11:20")
                        + next),
                linesOf("tell guardian/child opened"));
        assertEquals(
                List.of("tell list academic-office/school opened of report-absence-list for 2026-09-07 opened "
                        + at("2026-09-07T11:20") + next),
                linesOf("tell list academic-office/school opened of report-absence-list"));
    }

    @Test
    void what_was_wrong_is_said_once() {
        absent("2026-09-07");
        called("2026-09-07", 2, Seen.PRESENT, at("2026-09-07T18:30"));
        assertEquals(
                List.of("tell whoever was told that it was wrong: contact-guardian for 2026-09-07 opened "
                        + at("2026-09-07T08:06") + " at " + at("2026-09-07T18:30")),
                linesOf("tell whoever was told that it was wrong: contact-guardian"));
    }

    private void absent(String... days) {
        for (String day : days) {
            called(day, 1, Seen.ABSENT, at(day + "T08:06"));
            facts.add(new Closed(Day.of(day), false, at(day + "T15:00:07")));
        }
    }

    private void called(String day, int revision, Seen seen, Instant acceptedAt) {
        facts.add(new Called("class-a", Day.of(day), 1, revision, seen, at(day + "T08:05"), acceptedAt));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
    }

    private List<String> linesOf(String what) {
        List<Term> terms = List.of(new Term(Day.of("2026-09-01"), Day.of("2027-01-22")));
        List<Named> makeUp = List.of(new Named(Day.of("2026-09-20"), true));
        Almanac almanac = new Almanac(List.of(
                new Level("school", Kind.SCHOOL, List.of(), List.of()),
                new Level("county", Kind.PLACE, terms, List.of()),
                new Level("nation", Kind.NATION, List.of(), makeUp)));
        return DutyBook.lines(History.of(SHANGHAI, 15 * 60, List.of(1, 2), almanac, List.copyOf(facts))).stream()
                .filter(line -> line.startsWith(TELL) == what.startsWith(TELL) && line.contains(what))
                .toList();
    }
}
