package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.baoxue.testkit.Planted;

/** Plants wrong answers where the rules' own would be compared with the oracle's: the comparison must notice. */
final class Faults {
    static final int HISTORIES = 400;

    private static final Comparison SPELLS =
            new Comparison(Histories::of, Answer::ofOracle, history -> FromRules.answer(history));
    private static final Comparison DUTIES =
            new Comparison(BriefHistories::of, DutyBook::lines, history -> DutiesFromRules.lines(history));

    /** What agreed once agrees: the same seeds need not be compared again for each fault. */
    private static final Set<Comparison> AGREED = new HashSet<>();

    private Faults() {}

    static void isCaughtInSpells(String fault, Function<History, List<String>> wrong) throws Exception {
        isCaught(fault, "the spells of the oracle", SPELLS, wrong);
    }

    static void isCaughtInDuties(String fault, Function<History, List<String>> wrong) throws Exception {
        isCaught(fault, "the duties and tellings of the oracle", DUTIES, wrong);
    }

    private static void isCaught(String fault, String by, Comparison sound, Function<History, List<String>> wrong)
            throws Exception {
        Comparison faulty = new Comparison(sound.histories(), sound.expected(), wrong);
        Planted.isCaught(fault, by, () -> sound, () -> faulty, Faults::agrees);
    }

    private static synchronized void agrees(Comparison comparison) {
        if (!AGREED.contains(comparison)) {
            OptionalLong seed = comparison.differentSeed(1, HISTORIES);
            assertTrue(seed.isEmpty(), () -> "seed " + seed.getAsLong() + " is answered differently");
            AGREED.add(comparison);
        }
    }
}
