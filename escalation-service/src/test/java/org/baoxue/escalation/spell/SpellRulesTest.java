package org.baoxue.escalation.spell;

import static org.baoxue.escalation.spell.Child.at;
import static org.baoxue.escalation.spell.Child.slot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.policy.Counting;
import org.baoxue.escalation.spell.Fact.Change;
import org.baoxue.escalation.spell.Fact.LeaveKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked days of the rules, and every way in which a spell begins, goes on and ends; corrections: SpellCorrectionsTest. */
class SpellRulesTest {
    @ParameterizedTest(name = "{0}: day 3 {1}, day 7 {2} ({3})")
    @CsvSource({
        "2026-09-07 08:05, 2026-09-09, 2026-09-15, plain",
        "2026-09-24 08:05, 2026-09-29, 2026-10-10, 'Mid-Autumn, National Day, make-up Saturday'",
        "2026-09-18 08:05, 2026-09-21, 2026-09-28, make-up Sunday 09-20 counts",
        "2026-09-30 16:10, 2026-10-10, 2026-10-15, opened after 15:00: counting starts 10-08",
        "2026-04-03 08:05, 2026-04-08, 2026-04-14, Qingming",
        "2026-01-22 08:05, 2026-03-02, 2026-03-06, the make-up Saturday 02-14 lies in the vacation",
        "2026-10-11 19:30, 2026-10-14, 2026-10-20, a boarder missing on Sunday evening",
        "2026-09-07 15:00, 2026-09-09, 2026-09-15, opened at the very end of the day",
    })
    void worked_days(String opened, LocalDate third, LocalDate seventh, String why) {
        Child child = new Child().absent(opened);
        assertEquals(at(third + " 15:00"), day(child, onlySpell(child), 3), why);
        assertEquals(at(seventh + " 15:00"), day(child, onlySpell(child), 7), why);
    }

    @Test
    void one_lesson_ends_the_spell_and_the_next_opens_that_afternoon() {
        Child child = new Child()
                .absent("2026-10-12 08:05")
                .present("2026-10-14 08:05")
                .absent("2026-10-14 14:10");
        List<Spell> spells = child.spells();
        assertEquals(2, spells.size());
        assertEquals(
                new Spell.Returned(slot("2026-10-14 08:05"), at("2026-10-14 08:05"), false),
                spells.getFirst().state());
        assertEquals(at("2026-10-16 15:00"), day(child, spells.getLast(), 3));
        assertEquals(at("2026-10-22 15:00"), day(child, spells.getLast(), 7));
    }

    @Test
    void a_leave_excuses_and_what_follows_it_is_another_spell() {
        Child child = new Child()
                .absent("2026-10-12 08:05")
                .onLeave("2026-10-14", "2026-10-14", "2026-10-13 10:00")
                .absent("2026-10-15 08:05");
        List<Spell> spells = child.spells();
        assertEquals(
                new Spell.Excused(Slot.startOf(LocalDate.of(2026, 10, 14))),
                spells.getFirst().state());
        assertEquals(at("2026-10-19 15:00"), day(child, spells.getLast(), 3));
        assertEquals(at("2026-10-23 15:00"), day(child, spells.getLast(), 7));
    }

    @Test
    void a_closure_declared_later_moves_the_counted_days() {
        Child child = new Child()
                .absent("2026-10-12 08:05")
                .in(Calendars.with(
                        Level.Kind.SCHOOL,
                        Map.of(LocalDate.of(2026, 10, 13), false, LocalDate.of(2026, 10, 14), false)));
        assertEquals(at("2026-10-16 15:00"), day(child, onlySpell(child), 3));
        assertEquals(at("2026-10-22 15:00"), day(child, onlySpell(child), 7));
    }

    @Test
    void days_with_an_absent_mark_are_confirmed_and_silent_ones_presumed() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-09 14:05");
        assertEquals(
                List.of(CountedDay.Kind.CONFIRMED, CountedDay.Kind.PRESUMED, CountedDay.Kind.CONFIRMED),
                days(child, onlySpell(child)).stream()
                        .limit(3)
                        .map(CountedDay::kind)
                        .toList());
    }

    @Test
    void a_child_back_on_the_evening_of_a_day_was_missing_for_that_day() {
        Child evening = new Child().absent("2026-09-07 08:05").present("2026-09-09 19:30");
        assertEquals(3, days(evening, onlySpell(evening)).size());
        Child afternoon = new Child().absent("2026-09-07 08:05").present("2026-09-09 14:05");
        assertEquals(2, days(afternoon, onlySpell(afternoon)).size());
    }

    @Test
    void leaving_needs_an_approval() {
        Child withdrawn =
                new Child().absent("2026-09-07 08:05").enrolment(Change.WITHDRAWN, "2026-09-08", "2026-09-08 09:00");
        assertTrue(onlySpell(withdrawn).isOpen());
        Child out =
                new Child().absent("2026-09-07 08:05").enrolment(Change.TRANSFER_OUT, "2026-09-08", "2026-09-08 09:00");
        assertTrue(onlySpell(out).isOpen());
        Spell.Left left = new Spell.Left(LocalDate.of(2026, 9, 8));
        assertEquals(
                left,
                onlySpell(out.enrolment(Change.TRANSFER_CONFIRMED, "2026-09-08", "2026-09-15 09:00"))
                        .state());
        Child suspended = new Child()
                .absent("2026-09-07 08:05")
                .onLeave(LeaveKind.FROM_SCHOOLING, "2026-09-08", "2027-09-01", "2026-09-08 10:00");
        assertEquals(left, onlySpell(suspended).state());
    }

    @Test
    void silence_returns_the_child_only_where_exceptions_alone_are_reported() {
        Child reported = new Child().absent("2026-09-07 08:05").closed("2026-09-07", "2026-09-08");
        assertTrue(onlySpell(reported).isOpen());
        Child silent = new Child().absent("2026-09-07 08:05").silentDays("2026-09-07", "2026-09-08");
        assertEquals(1, days(silent, onlySpell(silent)).size());
    }

    private static Spell onlySpell(Child child) {
        assertEquals(1, child.spells().size());
        return child.spells().getFirst();
    }

    private static Instant day(Child child, Spell spell, int number) {
        return days(child, spell).get(number - 1).completeAt();
    }

    private static List<CountedDay> days(Child child, Spell spell) {
        return CountedDay.of(spell, List.of(), child.calendar(), Counting.SCHOOL_DAYS)
                .limit(20)
                .toList();
    }
}
