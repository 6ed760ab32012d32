package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Fresh histories until the time of {@code ./baoxue soak} is over. */
@EnabledIfSystemProperty(named = "baoxue.soak", matches = "PT.+")
class OracleSoakTest {
    private static final long FIRST = Long.getLong("oracle.seed", System.nanoTime() % 1_000_000_000_000L);
    private static final int AT_A_TIME = 200;
    private static final Duration EVERY = Duration.ofSeconds(10);

    private static final Comparison SPELLS = new Comparison(Histories::of, Answer::ofOracle, FromRules::answer);
    private static final Comparison DUTIES =
            new Comparison(BriefHistories::of, DutyBook::lines, DutiesFromRules::lines);

    private final long began = System.nanoTime();

    @Test
    @Timeout(value = 8, unit = TimeUnit.DAYS) // it ends by itself
    void fresh_histories_are_answered_alike() {
        Duration time = Duration.parse(System.getProperty("baoxue.soak", "PT0S"));
        Duration said = Duration.ZERO;
        long seed = FIRST;
        say("comparing from seed " + FIRST + " on");
        do {
            refuse("spells", SPELLS.difference(seed, AT_A_TIME));
            refuse("duties and tellings", DUTIES.difference(seed, AT_A_TIME));
            seed += AT_A_TIME;
            if (passed().compareTo(said.plus(EVERY)) > 0) {
                said = passed();
                say((seed - FIRST) + " histories of each kind, no difference, " + said.toSeconds() + " of "
                        + time.toSeconds() + " s");
            }
        } while (passed().compareTo(time) < 0);
        say((seed - FIRST) + " histories of spells and as many of duties and tellings, seeds " + FIRST + " to "
                + (seed - 1) + ", in " + passed().toSeconds() + " s: no difference");
    }

    private static void refuse(String what, @Nullable String difference) {
        if (difference != null) {
            difference.lines().forEach(OracleSoakTest::say);
            fail(what + " differ: " + difference);
        }
    }

    private Duration passed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Where {@code ./baoxue soak} reads it. */
    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println("soak: " + line);
    }
}
