package org.baoxue.escalation.watch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.LongStream;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What is stored and told is the same whether the short way is taken or never. One history alone:
 * {@code -Dlapses.seed=N -Dlapses.histories=1}.
 */
@QuarkusTest
@WithTestResource(Platform.class)
class BareLapsesIT extends WeeksPlayedTwice {
    private static final long SEED = Long.getLong("lapses.seed", System.nanoTime() % 1_000_000_000_000L);
    private static final int HISTORIES = Integer.getInteger("lapses.histories", 4);

    @Test
    void the_short_way_leaves_everything_as_whole_looks_do(TestReporter reporter) {
        reporter.publishEntry("lapses.seed", Long.toString(SEED));
        long taken = LongStream.range(SEED, SEED + HISTORIES)
                .map(seed -> compared(seed, children))
                .sum();
        reporter.publishEntry("lapses.taken", Long.toString(taken));
        assertTrue(taken > 0, () -> "seed " + SEED + ": the short way was never taken");
    }
}
