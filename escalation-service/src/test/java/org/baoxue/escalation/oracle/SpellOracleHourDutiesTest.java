package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.baoxue.escalation.oracle.Told.Called;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The hour rules against the oracle, over histories without corrections, leaves and changes of enrolment (what these do to
 * duties is history, and is told in the duty rules' own tests) whose days all close in time; some roll calls come late, on
 * the same day or on a later one.
 */
class SpellOracleHourDutiesTest {
    private static final long SEED = Long.getLong("oracle.seed", System.nanoTime() % 1_000_000_000_000L);
    private static final int HISTORIES = Integer.getInteger("oracle.hour-histories", 150);

    @Test
    void the_hour_rules_open_on_the_same_dates_with_the_same_dues() {
        assertNull(firstDifference(SEED, Duration.ZERO));
    }

    @Test
    void a_due_time_that_is_a_minute_off_is_caught() {
        assertNotNull(firstDifference(1, Duration.ofMinutes(1)));
    }

    private static @Nullable String firstDifference(long first, Duration planted) {
        for (long seed = first; seed < first + HISTORIES; seed++) {
            History history = PlainHistories.of(seed);
            if (differs(history, planted)) {
                History small = smallest(history, planted);
                return "seed " + seed + "\n" + small.toText() + "expected\n  "
                        + String.join("\n  ", expected(small, planted)) + "\ngiven\n  "
                        + String.join("\n  ", given(small)) + "\n";
            }
        }
        return null;
    }

    private static boolean differs(History history, Duration planted) {
        return !expected(history, planted).equals(given(history));
    }

    private static List<String> expected(History history, Duration planted) {
        List<String> lines = new ArrayList<>();
        for (String line : HourDuties.of(history).lines()) {
            int due = line.lastIndexOf(' ') + 1;
            lines.add(
                    line.endsWith("unseen")
                            ? line
                            : line.substring(0, due)
                                    + Instant.parse(line.substring(due)).plus(planted));
        }
        return lines;
    }

    private static List<String> given(History history) {
        Set<Day> undecided = HourDuties.of(history).undecided();
        return DutiesFromRules.of(history, Duration.ofDays(1)).hourDuties().stream()
                .filter(line -> !undecided.contains(Day.of(line.substring(0, 10))))
                .toList();
    }

    /** Only whole days are dropped: their roll calls come together or not at all. */
    private static History smallest(History history, Duration planted) {
        History small = history;
        for (Told fact : history.facts()) {
            if (fact instanceof Called called) {
                History smaller = small.with(small.facts().stream()
                        .filter(other ->
                                !(other instanceof Called same && same.day().equals(called.day())))
                        .toList());
                small = differs(smaller, planted) ? smaller : small;
            }
        }
        return small;
    }
}
