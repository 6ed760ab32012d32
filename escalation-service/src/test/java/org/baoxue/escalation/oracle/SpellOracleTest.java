package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules against the oracle. A failing seed says how to run it alone. */
class SpellOracleTest {
    private static final long SEED = Long.getLong("oracle.seed", System.nanoTime() % 1_000_000_000_000L);
    private static final int HISTORIES = Integer.getInteger("oracle.histories", 5_000);

    @Test
    void the_rules_tell_the_same_spells_and_days_as_the_text() {
        assertNull(new Comparison(Histories::of, Answer::ofOracle, FromRules::answer).difference(SEED, HISTORIES));
    }

    /** Of two spells that opened at the same mark one had been merged into the other when the mark became late. */
    @ParameterizedTest
    @ValueSource(longs = 974_928_252_593L)
    void what_once_differed_does_no_more(long seed) {
        assertNull(new Comparison(Histories::of, Answer::ofOracle, FromRules::answer).difference(seed, 1));
    }

    @Test
    void the_same_facts_shuffled_and_doubled_give_the_same_spells() {
        LongStream.range(SEED, SEED + HISTORIES).parallel().forEach(seed -> {
            History history = Histories.of(seed);
            assertEquals(
                    FromRules.spells(history), FromRules.spells(Histories.shuffled(history, seed)), "seed " + seed);
        });
    }
}
