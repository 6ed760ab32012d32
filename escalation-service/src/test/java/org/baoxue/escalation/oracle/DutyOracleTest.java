package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** The duty rules against the oracle: what fires, what is owed, and who is told what. A failing seed says how to run it alone. */
class DutyOracleTest {
    private static final long SEED = Long.getLong("oracle.seed", System.nanoTime() % 1_000_000_000_000L);
    private static final int HISTORIES = Integer.getInteger("oracle.histories", 5_000);

    /** Two looks at the presumed days of one date, because a late mark made other rules fire on it: nobody waits for both. */
    private static final long TWO_LOOKS_AT_ONE_DATE = 621_497_021_113L;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // no measure of speed: it ends what hangs
    void the_rules_fire_make_owed_and_tell_what_the_text_does(TestReporter reporter) {
        reporter.publishEntry("oracle.seed", Long.toString(SEED));
        assertNull(comparison().difference(SEED, HISTORIES));
    }

    @Test
    void what_a_history_has_found_stays_found() {
        assertNull(comparison().difference(TWO_LOOKS_AT_ONE_DATE, 1));
    }

    private static Comparison comparison() {
        return new Comparison(BriefHistories::of, DutyBook::lines, DutiesFromRules::lines);
    }
}
