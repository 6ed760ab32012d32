package org.baoxue.local.demo;

import java.util.List;
import java.util.Map;
import org.baoxue.local.demo.World.Child;

/**
 * A child whose story is told, and what it must give.
 *
 * @param endings of its spells in the order in which they opened; OPEN for one that still runs at the end
 * @param fired how often which day rule must have fired
 * @param told what people must have been told of the child
 */
record KnownChild(String story, Child child, List<String> endings, Map<String, Integer> fired, Told told) {
    static final Map<String, Integer> NOTHING = Map.of("suspected-dropout", 0, "formal-report", 0);
    static final Map<String, Integer> DAY_3 = Map.of("suspected-dropout", 1, "formal-report", 0);
    static final Map<String, Integer> DAY_7 = Map.of("suspected-dropout", 1, "formal-report", 1);

    KnownChild {
        endings = List.copyOf(endings);
        fired = Map.copyOf(fired);
    }

    /** Nobody marks its class, so what is to be told is told of the class. */
    boolean isAboutItsClass() {
        return told.lines().keySet().stream().anyMatch(line -> line.startsWith("submit-attendance "));
    }
}
