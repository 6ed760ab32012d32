package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.baoxue.escalation.watch.Replay;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** A past that is played again: {@code -Doracle.seed=N -Doracle.replay-histories=1} runs a failing seed alone. */
class ReplayOracleTest {
    private static final long SEED = Long.getLong("oracle.seed", System.nanoTime() % 1_000_000_000_000L);
    private static final int HISTORIES = Integer.getInteger("oracle.replay-histories", 60);

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // no measure of speed: it ends what hangs
    void the_policy_in_force_gives_again_what_it_gave(TestReporter reporter) {
        reporter.publishEntry("oracle.seed", Long.toString(SEED));
        assertNull(
                new Comparison(ReplayOracleTest::history, saidBy(ReplayOracleTest::recorded), ReplayOracleTest::played)
                        .difference(SEED, HISTORIES));
    }

    /** A list of the evening goes at midnight, when the leave begins that ends the absence. */
    @Test
    void a_list_is_not_delivered_at_the_instant_at_which_it_is_no_longer_owed() {
        assertNull(difference(648_609_513_386L));
    }

    /** An absence of its own that a correction joined to an earlier one, until its opening mark became LATE. */
    @Test
    void what_was_a_return_all_along_takes_no_other_absences_name() {
        assertNull(difference(531_491_835_232L));
    }

    private static @Nullable String difference(long seed) {
        return new Comparison(ReplayOracleTest::history, saidBy(ReplayOracleTest::recorded), ReplayOracleTest::played)
                .difference(seed, 1);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void and_that_is_what_the_text_has(TestReporter reporter) {
        reporter.publishEntry("oracle.seed", Long.toString(SEED));
        assertNull(new Comparison(ReplayOracleTest::history, saidBy(DutyBook::deeds), ReplayOracleTest::played)
                .difference(SEED, HISTORIES));
    }

    private static History history(long seed) {
        return Pasts.declaredAllAlong(BriefHistories.of(seed));
    }

    /** Neither the oracle nor its office asks the principal about leaves that are filed backwards. */
    private static Function<History, List<String>> saidBy(Function<History, List<String>> book) {
        return history -> played(history).stream().anyMatch(line -> line.contains(" approve-leave "))
                ? Comparison.UNDECIDED
                : book.apply(history);
    }

    private static List<String> recorded(History history) {
        return DutiesFromRules.linesWhereListsGo(history).stream()
                .filter(line -> !line.startsWith("tell "))
                .toList();
    }

    private static List<String> played(History history) {
        return history.facts().isEmpty() ? List.of() : Pasts.lines(Replay.play(Pasts.of(history), Pasts.end(history)));
    }
}
