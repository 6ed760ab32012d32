package org.baoxue.escalation.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.testkit.Planted;
import org.junit.jupiter.api.Test;

/** A known bug of how an absence keeps its policy, planted: the check that it is judged as it is read notices it. */
class PoliciesFaultsTest {
    private static final int CASES = 400;
    private static final LocalDate MONDAY = LocalDate.of(2026, 9, 7);
    private static final String TOWNSHIP = "530113001";
    private static final WatchedChild CHILD = new WatchedChild("child", "school", TOWNSHIP, null, "class");

    /** By which policy an absence that is known is judged. */
    private interface Judging {
        Policy by(KnownSpell spell, PolicyStore.Versions versions);
    }

    @Test
    void read_under_one_policy_and_judged_under_another() throws Exception {
        Planted.<Judging>isCaught(
                "read under one policy, judged under another",
                "isJudgedAsItIsRead",
                () -> KnownSpell::keptOf,
                () -> (spell, versions) -> versions.at(spell.knownAt())
                        .inForce(spell.child().place(), spell.spell().openedOn()),
                PoliciesFaultsTest::isJudgedAsItIsRead);
    }

    /** Whenever somebody looks, an absence that turned out to have opened on a date is read by the policy by which it is judged. */
    private static void isJudgedAsItIsRead(Judging judging) {
        for (int seed = 1; seed <= CASES; seed++) {
            Random random = new Random(seed);
            PolicyStore.Versions versions = versions(random);
            LocalDate openedOn = MONDAY.plusDays(random.nextInt(7));
            Instant known = begins(MONDAY).plus(minutes(random, 8));
            Instant looked = later(known, begins(openedOn)).plus(minutes(random, 8));
            assertEquals(
                    versions.of(TOWNSHIP, openedOn, looked).key(),
                    judging.by(spell(openedOn, known), versions).key(),
                    "seed " + seed);
        }
    }

    /** Some versions of a county's policy, each set before the date from which it holds begins anywhere. */
    private static PolicyStore.Versions versions(Random random) {
        return new PolicyStore.Versions(IntStream.rangeClosed(1, 1 + random.nextInt(3))
                .mapToObj(number -> {
                    LocalDate from = MONDAY.plusDays(random.nextInt(8));
                    Policy policy = new Policy(
                            new Policy.Key("530113", from, number),
                            Map.of("spell.partial-days", new Policy.Value("any absence", "own choice: a test")));
                    return new PolicyStore.Version(policy, begins(from).minus(minutes(random, 4)), "p-bureau");
                })
                .toList());
    }

    private static KnownSpell spell(LocalDate openedOn, Instant known) {
        Slot opened = new Slot(openedOn, 1);
        Spell spell = new Spell("spell", opened, known, new TreeMap<>(Map.of(opened, known)), new Spell.Open(), known);
        return new KnownSpell(spell, CHILD, new Policy.Key("", LocalDate.EPOCH, 1), known, new TreeMap<>());
    }

    private static Instant begins(LocalDate date) {
        return date.atStartOfDay(PolicyStore.Versions.FIRST_TO_BEGIN).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration minutes(Random random, int days) {
        return Duration.ofMinutes(1 + random.nextInt(days * 24 * 60));
    }
}
