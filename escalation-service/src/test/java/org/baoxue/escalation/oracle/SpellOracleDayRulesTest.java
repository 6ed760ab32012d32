package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands fired on day 3, day 7 and after a month once everything is known, however late it became known. */
class SpellOracleDayRulesTest {
    private static final long SEED = Long.getLong("oracle.seed", System.nanoTime() % 1_000_000_000_000L);
    private static final int HISTORIES = Integer.getInteger("oracle.day-histories", 150);
    private static final Duration BEYOND_A_MONTH = Duration.ofDays(60);

    @Test
    void the_day_rules_stand_fired_when_their_days_are_complete() {
        assertNull(firstDifference());
    }

    @Test
    void every_day_rule_fires_somewhere_and_rests_elsewhere() {
        List<String> all = new ArrayList<>();
        int quiet = 0;
        for (long seed = 1; seed < 1 + HISTORIES; seed++) {
            List<String> expected = expected(PlainHistories.of(seed));
            all.addAll(expected);
            quiet += expected.isEmpty() ? 1 : 0;
        }
        assertTrue(quiet > 0);
        for (String rule : List.of("suspected-dropout", "formal-report", "month-report")) {
            assertFalse(
                    all.stream().filter(line -> line.contains(rule)).toList().isEmpty(), rule);
        }
    }

    private static @Nullable String firstDifference() {
        for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
            History history = PlainHistories.of(seed);
            List<String> expected = expected(history);
            List<String> given = DutiesFromRules.of(history, BEYOND_A_MONTH).firings();
            if (somethingCameLate(history)) {
                expected = withoutDues(expected);
                given = withoutDues(given);
            }
            if (!expected.equals(given)) {
                return "seed " + seed + "\n" + history.toText() + "expected\n  " + String.join("\n  ", expected)
                        + "\ngiven\n  " + String.join("\n  ", given) + "\n";
            }
        }
        return null;
    }

    /** What fired already keeps the due time at which it fired when an earlier day becomes known: it fires once. */
    private static boolean somethingCameLate(History history) {
        return history.facts().stream()
                .anyMatch(fact -> fact instanceof Told.Called called
                        && called.acceptedAt().isAfter(called.takenAt().plus(Duration.ofMinutes(15))));
    }

    private static List<String> withoutDues(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }

    private static List<String> expected(History history) {
        List<String> lines = new ArrayList<>();
        for (Absence spell : Walk.through(history, List.of())) {
            fires(lines, history, spell, "suspected-dropout", Oracle.dayComplete(history, spell, 3));
            fires(lines, history, spell, "formal-report", Oracle.dayComplete(history, spell, 7));
            fires(lines, history, spell, "month-report", Oracle.monthComplete(history, spell));
        }
        Collections.sort(lines);
        return lines;
    }

    private static void fires(
            List<String> lines, History history, Absence spell, String rule, @Nullable Instant dueAt) {
        if (dueAt != null && dueAt.isBefore(lastKnown(history).plus(BEYOND_A_MONTH))) {
            lines.add(spell.opening().day() + "/" + spell.opening().session() + " " + rule + " " + dueAt);
        }
    }

    private static Instant lastKnown(History history) {
        Instant last = Instant.MIN;
        for (Told fact : history.facts()) {
            last = fact.acceptedAt().isAfter(last) ? fact.acceptedAt() : last;
        }
        return last;
    }
}
