package org.baoxue.local.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One story that the demo can play. */
interface Script {
    /**
     * Who matters in it.
     *
     * @param known children whose story is told
     * @param others of whom nothing is told, and what must come of them
     * @param foundIll those that the office finds ill when it verifies
     */
    record Cast(List<KnownChild> known, List<KnownChild> others, Set<String> foundIll, String about) {
        /** Children of whom nobody at the door can say where they are. */
        Set<String> missing() {
            return known.stream()
                    .filter(one -> one.fired().getOrDefault("suspected-dropout", 0) > 0)
                    .map(one -> one.child().id())
                    .collect(Collectors.toSet());
        }
    }

    World world();

    Days days();

    LocalDate enrolledFrom();

    Instant begin();

    Instant end();

    /** Writes the world into the suite. */
    void load(Loading loading);

    /** Plans what the schools' systems and the children do. */
    Cast plan(Desk desk, Timetable timetable);

    /** What came out otherwise than it must, in sentences, beside what the known children say. */
    List<String> faults(Tally tally);
}
