package org.baoxue.escalation.oracle;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Compares an answer with the expected one over many seeds; what differs is made as small as it can be. */
record Comparison(
        LongFunction<History> histories,
        Function<History, List<String>> expected,
        Function<History, List<String>> given) {

    /** Expected of a history of which the text does not say what it makes owed. */
    static final List<String> UNDECIDED = List.of("undecided");

    /** The least seed from {@code first} on whose history is answered differently, with that history; nothing if none is. */
    @Nullable String difference(long first, int count) {
        OptionalLong seed = differentSeed(first, count);
        return seed.isEmpty() ? null : report(seed.getAsLong(), smallest(histories.apply(seed.getAsLong())));
    }

    OptionalLong differentSeed(long first, int count) {
        return LongStream.range(first, first + count)
                .parallel()
                .filter(one -> differs(histories.apply(one)))
                .findFirst();
    }

    boolean differs(History history) {
        List<String> lines = expected.apply(history);
        return !lines.equals(UNDECIDED) && !lines.equals(given.apply(history));
    }

    /** Drops one fact after another as long as the answers still differ; enrolment stays, or the marks would hang in the air. */
    History smallest(History history) {
        History small = history;
        boolean dropped = true;
        while (dropped) {
            dropped = false;
            for (int i = small.facts().size() - 1; i >= 0; i--) {
                if (small.facts().get(i) instanceof Told.Enrolment) {
                    continue;
                }
                History smaller = small.without(i);
                if (differs(smaller)) {
                    small = smaller;
                    dropped = true;
                }
            }
        }
        return small;
    }

    private String report(long seed, History history) {
        return "seed " + seed + " (run it alone: mvn verify -am -pl escalation-service -Dtest='*OracleTest'"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=none -Dfailsafe.failIfNoSpecifiedTests=false"
                + " -Doracle.seed=" + seed + " -Doracle.histories=1)\n" + history.toText() + "expected\n  "
                + String.join("\n  ", expected.apply(history)) + "\ngiven\n  "
                + String.join("\n  ", given.apply(history)) + "\n";
    }
}
