package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.baoxue.escalation.oracle.Absence.Counted;
import org.baoxue.escalation.oracle.Absence.Ending;
import org.baoxue.escalation.oracle.Told.Called;
import org.baoxue.escalation.oracle.Told.Change;
import org.baoxue.escalation.oracle.Told.Closed;
import org.baoxue.escalation.oracle.Told.Enrolment;
import org.baoxue.escalation.oracle.Told.Leave;
import org.baoxue.escalation.oracle.Told.Seen;
import org.baoxue.escalation.policy.Rule.Unit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The comparison can fail: answers that are wrong on purpose are caught, and shown small. */
class SpellOracleFaultsTest {
    private static final int HISTORIES = Faults.HISTORIES;

    private String fault = "";

    @BeforeEach
    void name(TestInfo test) {
        fault = test.getDisplayName().replaceAll("_(is|are)_caught\\(\\)", "").replace('_', ' ');
    }

    @Test
    void calendar_days_for_school_days_are_caught() throws Exception {
        isCaught(history -> FromRules.answer(history, Unit.CALENDAR_DAYS));
    }

    @Test
    void dropped_presumed_days_are_caught() throws Exception {
        isCaught(history -> answer(history, day -> day.confirmed()));
    }

    @Test
    void a_day_that_counts_one_day_late_is_caught() throws Exception {
        isCaught(history -> answer(history, day -> !isOpeningDay(history, day)));
    }

    @Test
    void forgotten_corrections_are_caught() throws Exception {
        isCaught(without(fact -> fact instanceof Called called && called.revision() > 1));
    }

    @Test
    void forgotten_leaves_are_caught() throws Exception {
        isCaught(without(fact -> fact instanceof Leave));
    }

    @Test
    void late_children_taken_for_absent_ones_are_caught() throws Exception {
        isCaught(without(fact -> fact instanceof Called called && called.seen() == Seen.LATE));
    }

    @Test
    void silence_that_never_means_presence_is_caught() throws Exception {
        isCaught(without(fact -> fact instanceof Closed closed && closed.exceptionsOnly()));
    }

    @Test
    void a_transfer_that_ends_nothing_is_caught() throws Exception {
        isCaught(without(fact -> fact instanceof Enrolment change && change.change() == Change.TRANSFER_CONFIRMED));
    }

    @Test
    void a_graduation_that_ends_nothing_is_caught() throws Exception {
        isCaught(without(fact -> fact instanceof Enrolment change && change.change() == Change.GRADUATED));
    }

    @Test
    void day_ends_in_the_wrong_zone_are_caught() throws Exception {
        isCaught(history -> Answer.ofOracle(in(history, ZoneOffset.UTC)));
    }

    @Test
    void a_calendar_that_ignores_its_nearest_level_is_caught() throws Exception {
        isCaught(history -> Answer.ofOracle(History.of(
                history.zone(),
                history.dayEnd(),
                history.sessions(),
                new Almanac(history.almanac()
                        .levels()
                        .subList(1, history.almanac().levels().size())),
                history.facts(),
                history.choice())));
    }

    @Test
    void what_differs_is_shown_small() {
        Comparison comparison = new Comparison(
                Histories::of, Answer::ofOracle, history -> FromRules.answer(history, Unit.CALENDAR_DAYS));
        for (long seed = 1; seed < 1 + HISTORIES; seed++) {
            History history = Histories.of(seed);
            if (comparison.differs(history)) {
                History small = comparison.smallest(history);
                assertTrue(marks(small) <= 2, "one absent mark shows it, a second one at most: " + small.toText());
                return;
            }
        }
    }

    @Test
    void the_histories_hold_something_of_everything() {
        Map<String, Integer> met = new TreeMap<>();
        for (long seed = 1; seed < 1 + HISTORIES; seed++) {
            History history = Histories.of(seed);
            for (Absence spell : Oracle.spells(history)) {
                met.merge(spell.ending() == null ? "OPEN" : spell.ending().name(), 1, Integer::sum);
                if (spell.ending() != Ending.WITHDRAWN && Oracle.dayComplete(history, spell, 7) != null) {
                    met.merge("seven days " + (spell.ending() != null), 1, Integer::sum);
                }
            }
            met.merge(history.zone().getId(), 1, Integer::sum);
        }
        List<String> all = List.of(
                "OPEN",
                "RETURNED",
                "EXCUSED",
                "LEFT",
                "WITHDRAWN",
                "seven days true",
                "seven days false",
                "Asia/Shanghai",
                "Asia/Urumqi",
                "America/Chicago",
                "Pacific/Apia");
        assertEquals(all.stream().sorted().toList(), List.copyOf(met.keySet()));
        assertTrue(Collections.min(met.values()) >= 3, met.toString());
    }

    private void isCaught(Function<History, List<String>> wrong) throws Exception {
        Faults.isCaughtInSpells(fault, wrong);
    }

    private static Function<History, List<String>> without(Predicate<Told> forgotten) {
        return history -> Answer.ofOracle(
                history.with(history.facts().stream().filter(forgotten.negate()).toList()));
    }

    private static List<String> answer(History history, Predicate<Counted> counts) {
        List<String> lines = new ArrayList<>();
        List<Absence> spells = Oracle.spells(history);
        for (Absence spell : spells) {
            List<Counted> days =
                    spell.ending() == Ending.WITHDRAWN ? List.of() : Answer.countedDays(history, spells, spell);
            lines.add(Answer.line(spell, days.stream().filter(counts).toList()));
        }
        Collections.sort(lines);
        return lines;
    }

    private static boolean isOpeningDay(History history, Counted day) {
        return Oracle.spells(history).stream()
                .anyMatch(spell -> spell.opening().day().equals(day.day()));
    }

    private static History in(History history, ZoneId zone) {
        return History.of(
                zone, history.dayEnd(), history.sessions(), history.almanac(), history.facts(), history.choice());
    }

    private static long marks(History history) {
        return history.facts().stream().filter(fact -> fact instanceof Called).count();
    }
}
