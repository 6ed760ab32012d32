package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.baoxue.escalation.duty.Circumstances;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.DutyRules;
import org.baoxue.escalation.duty.DutyRules.Lapsing;
import org.baoxue.escalation.duty.DutyRules.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** Wherever a bare lapse is decided by itself, a whole decision gives the same: {@code -Doracle.seed=N -Doracle.histories=1}. */
class LapsesOracleTest {
    private static final long SEED = Long.getLong("oracle.seed", System.nanoTime() % 1_000_000_000_000L);
    private static final int HISTORIES = Integer.getInteger("oracle.histories", 1_500);

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // no measure of speed: it ends what hangs
    void a_bare_lapse_decides_what_a_whole_look_does(TestReporter reporter) {
        reporter.publishEntry("oracle.seed", Long.toString(SEED));
        AtomicLong lapsed = new AtomicLong();
        LongStream.range(SEED, SEED + HISTORIES).parallel().forEach(seed -> {
            Beside both = new Beside(seed);
            DutiesFromRules.lines(BriefHistories.of(seed), both::decide);
            lapsed.addAndGet(both.lapsed);
        });
        assertTrue(HISTORIES < 100 || lapsed.get() > HISTORIES / 2, () -> "compared only " + lapsed);
    }

    private record Decided(Circumstances given, Outcome outcome) {}

    /** Decides in full, and beside it as the short way would wherever it may. */
    private static final class Beside {
        private final String where;
        private final Map<String, Decided> before = new HashMap<>();
        private int lapsed;

        Beside(long seed) {
            this.where = "seed " + seed;
        }

        Outcome decide(Circumstances given) {
            Outcome whole = DutyRules.decide(given);
            String spell = given.spell().id();
            Optional.ofNullable(before.put(spell, new Decided(given, whole)))
                    .filter(last -> nothingIsNew(last.outcome(), last.given(), given))
                    .map(Decided::outcome)
                    .ifPresent(last -> last.onlyLapsesUntil()
                            .filter(given.now()::isBefore)
                            .ifPresent(until -> compare(whole, last, until, given)));
            return whole;
        }

        private boolean nothingIsNew(Outcome last, Circumstances then, Circumstances now) {
            return then.spell().equals(now.spell())
                    && List.copyOf(then.spells()).equals(List.copyOf(now.spells()))
                    && then.calendar().equals(now.calendar())
                    && List.copyOf(then.facts()).equals(List.copyOf(now.facts()))
                    && then.closed().equals(now.closed())
                    && then.evidence().equals(now.evidence())
                    && last.firings().equals(now.firings())
                    && List.copyOf(last.duties()).equals(ofTheSpell(now));
        }

        private static List<Duty> ofTheSpell(Circumstances given) {
            return given.duties().stream()
                    .filter(duty -> duty.subject().id().equals(given.spell().id()))
                    .toList();
        }

        private void compare(Outcome whole, Outcome last, Instant until, Circumstances given) {
            Lapsing bare = DutyRules.lapse(bare(given));
            assertEquals(whole.decisions(), bare.decisions(), where);
            assertEquals(
                    whole.duties(),
                    ofTheSpell(given).stream().map(duty -> found(duty, bare)).toList(),
                    where);
            assertEquals(
                    whole.nextAt(),
                    Stream.concat(bare.nextAt().stream(), Stream.of(until)).min(Instant::compareTo),
                    where);
            assertEquals(last.firings(), whole.firings(), where);
            assertEquals(last.deadlines(), whole.deadlines(), where);
            assertEquals(Optional.of(until), whole.onlyLapsesUntil(), where);
            lapsed += bare.decisions().size();
        }

        private static Duty found(Duty duty, Lapsing bare) {
            return bare.duties().stream()
                    .filter(one -> one.id().equals(duty.id()))
                    .findFirst()
                    .orElse(duty);
        }

        /** All that the short way reads: no fact, no closed day, no evidence, and of the duties those that are open. */
        private static Circumstances bare(Circumstances given) {
            return new Circumstances(
                    given.spell(),
                    given.spells(),
                    given.scopes(),
                    given.calendar(),
                    given.policy(),
                    List.of(),
                    Map.of(),
                    false,
                    ofTheSpell(given).stream().filter(Duty::isOpen).toList(),
                    List.of(),
                    List.of(),
                    given.now(),
                    List.of(),
                    Duration.ZERO);
        }
    }
}
