package org.baoxue.escalation.oracle;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares an answer with the expected one over many seeds; what differs is made as small as it can be. */
record Comparison(Function<History, List<String>> expected, Function<History, List<String>> given) {

    /** The first seed from {@code first} on whose history is answered differently, with that history; nothing if none is. */
    @Nullable String firstDifference(long first, int histories) {
        for (long seed = first; seed < first + histories; seed++) {
            History history = Histories.of(seed);
            if (differs(history)) {
                return report(seed, smallest(history));
            }
        }
        return null;
    }

    boolean differs(History history) {
        return !expected.apply(history).equals(given.apply(history));
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
        return "seed " + seed + "\n" + history.toText() + "expected\n  "
                + String.join("\n  ", expected.apply(history)) + "\ngiven\n  "
                + String.join("\n  ", given.apply(history)) + "\n";
    }
}
