package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.watch.Past;
import org.baoxue.escalation.watch.Replay;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both sides of a backtest against the oracle, for each candidate that ships: what is otherwise between the two is otherwise in
 * the oracle's book. {@code -Doracle.seed=N -Doracle.candidate-histories=1} runs a failing seed alone.
 */
class CandidateOracleTest {
    private static final long SEED = Long.getLong("oracle.seed", System.nanoTime() % 1_000_000_000_000L);
    private static final int HISTORIES = Integer.getInteger("oracle.candidate-histories", 30);
    private static final Set<String> OF_DAY_THREE = Arrays.stream(DayRule.values())
            .filter(rule -> rule.onDay == 3)
            .map(rule -> rule.id)
            .collect(Collectors.toUnmodifiableSet());

    /** A candidate by the name under which it ships, and what it chooses in the oracle's words. */
    record Tried(String name, Choice choice) {
        Map<String, Policy.Value> sets() {
            return Pasts.candidate(name);
        }
    }

    static List<Tried> candidates() {
        Map<String, Integer> within = OF_DAY_THREE.stream().collect(Collectors.toMap(rule -> rule, rule -> 20));
        return List.of(
                new Tried("three-calendar-days", new Choice(OF_DAY_THREE, Map.of(), true, false, false, true)),
                new Tried("cumulative-within-20-school-days", new Choice(Set.of(), within, true, false, false, true)),
                new Tried("make-up-days-not-counted", new Choice(Set.of(), Map.of(), false, false, false, true)),
                new Tried("clock-from-failed-contact", new Choice(Set.of(), Map.of(), true, false, true, true)));
    }

    @ParameterizedTest
    @MethodSource("candidates")
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // no measure of speed: it ends what hangs
    void what_a_candidate_would_have_done_is_what_the_text_has(Tried tried) {
        assertNull(
                new Comparison(
                                CandidateOracleTest::history,
                                history -> said(history, tried, chosen(history, tried.choice)),
                                history -> played(history, tried, tried.sets()))
                        .difference(SEED, HISTORIES),
                "seed " + SEED);
    }

    @ParameterizedTest
    @MethodSource("candidates")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void and_some_of_it_is_otherwise(Tried tried) {
        boolean otherwise = false;
        for (long seed = 1; seed < 200 && !otherwise; seed++) {
            History history = history(seed);
            otherwise = !DutyBook.deeds(history).equals(DutyBook.deeds(chosen(history, tried.choice)));
        }
        assertTrue(otherwise);
    }

    private static History history(long seed) {
        return chosen(Pasts.declaredAllAlong(BriefHistories.of(seed)), Choice.SHIPPED);
    }

    private static History chosen(History history, Choice choice) {
        return new History(
                history.zone(),
                history.dayEnd(),
                history.sessions(),
                history.printed(),
                history.almanac(),
                history.facts(),
                choice);
    }

    /** Neither the oracle nor its office asks the principal about leaves that are filed backwards. */
    private static List<String> said(History inForce, Tried tried, History candidate) {
        List<String> both = new ArrayList<>(DutyBook.deeds(inForce));
        both.add("--");
        both.addAll(DutyBook.deeds(candidate));
        boolean undecided = both.containsAll(Comparison.UNDECIDED)
                || played(inForce, tried, tried.sets()).stream().anyMatch(line -> line.contains(" approve-leave "));
        return undecided ? Comparison.UNDECIDED : both;
    }

    private static List<String> played(History inForce, Tried tried, Map<String, Policy.Value> values) {
        if (inForce.facts().isEmpty()) {
            return List.of("--");
        }
        Past past = Pasts.of(inForce, chosen(inForce, tried.choice));
        List<String> both = new ArrayList<>(Pasts.lines(Replay.play(past, Pasts.end(inForce))));
        both.add("--");
        both.addAll(Pasts.lines(Replay.play(past.under(Pasts.policies(inForce, values)), Pasts.end(inForce))));
        return both;
    }
}
