package org.baoxue.escalation.week;

import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.week.WeekBook.Kept;
import org.baoxue.escalation.week.WeekRules.Change;
import org.junit.jupiter.api.Test;

/**
 * Many made-up weeks of a school: who belongs on its lists changes from look to look, some are signed, some run out, the suite
 * sleeps. What must hold of every one is said here without the rules' own words.
 */
class WeekRulesOracleTest {
    private static final int WEEKS = Integer.getInteger("baoxue.week.histories", 2000);
    private static final Instant SETTLED = at("2026-09-11 15:30");
    private static final Duration EVIDENCE_TRAVELS = Duration.ofMinutes(2);
    private static final List<String> CHILDREN = List.of("ana", "bo", "cy", "dee", "eve");

    /** A list as it was before a look. */
    private record Before(Set<String> names, boolean open, Instant dueAt) {
        static Before of(Kept list) {
            return new Before(Set.copyOf(list.names.keySet()), list.duty.isOpen(), list.duty.dueAt());
        }
    }

    @Test
    void whatever_happens_everybody_who_belongs_on_a_list_stands_on_one() {
        long seed = Long.getLong("baoxue.seed", System.nanoTime());
        for (int n = 0; n < WEEKS; n++) {
            play(new Random(seed + n), "seed " + (seed + n));
        }
    }

    private static void play(Random random, String which) {
        WeekBook book = new WeekBook(
                random.nextBoolean() ? WeekRules.WEEKLY : WeekRules.WATCH,
                SchoolWeek.ending("S", LocalDate.parse("2026-09-11")));
        book.knownSince(Instant.EPOCH);
        Map<String, Set<String>> everTold = new HashMap<>();
        Set<String> wanted = some(random);
        Instant now = SETTLED.minusSeconds(random.nextInt(7200));
        Instant asleep = Instant.MIN;
        Instant awake = Instant.MIN;
        for (int look = 0; look < 12; look++) {
            if (random.nextInt(3) == 0) {
                wanted = some(random);
            }
            if (random.nextInt(4) == 0) {
                book.sign(now);
            }
            if (asleep.equals(Instant.MIN) && random.nextInt(8) == 0) {
                asleep = now;
                now = now.plus(Duration.ofHours(6 + random.nextInt(96)));
                awake = now;
                book.slept(asleep, awake);
            }
            looked(book, now, wanted, asleep, awake, everTold, which + ", look " + look);
            now = now.plus(Duration.ofMinutes(random.nextInt(random.nextBoolean() ? 300 : 3000)));
        }
        Instant last = now.isBefore(SETTLED) ? SETTLED : now;
        looked(book, last, wanted, asleep, awake, everTold, which + ", at last");
        looked(book, last, wanted, asleep, awake, everTold, which + ", at last again");
        assertEquals(List.copyOf(wanted), book.names(), which);
        assertEquals(
                List.of(), book.look(last, wanted.toArray(String[]::new)), which + ": nothing is new, nothing happens");
    }

    private static void looked(
            WeekBook book,
            Instant now,
            Set<String> wanted,
            Instant asleep,
            Instant awake,
            Map<String, Set<String>> everTold,
            String which) {
        Map<String, Before> before =
                book.lists().stream().collect(Collectors.toMap(list -> list.duty.id(), Before::of));
        book.look(now, wanted.toArray(String[]::new)).forEach(change -> takesOff(change, before, wanted, which));
        if (now.isBefore(SETTLED)) {
            assertTrue(book.lists().isEmpty(), which);
        }
        assertEquals(book.names().size(), Set.copyOf(book.names()).size(), which + ": somebody stands twice");
        for (Kept list : book.lists()) {
            Before then = before.get(list.duty.id());
            if (then == null) {
                isNew(book, list, now, wanted, which);
            } else if (then.open()) {
                wasOpen(list, then, now, asleep, awake, wanted, which);
            } else {
                assertTrue(then.names().containsAll(list.names.keySet()), which + ": an ended list grew");
                assertTrue(!list.stands() || wanted.containsAll(list.names.keySet()), which + ": named wrongly");
            }
            Set<String> told = everTold.computeIfAbsent(list.duty.id(), id -> new HashSet<>());
            Set<String> back = new HashSet<>(list.names.keySet());
            back.removeAll(then == null ? Set.of() : then.names());
            back.retainAll(told);
            assertEquals(Set.of(), back, which + ": came back on a list that told of it and took it off");
            told.addAll(list.told);
        }
    }

    /** Only who stands on the list and belongs on none: whoever was told of the others would hear that it was not so. */
    private static void takesOff(Change change, Map<String, Before> before, Set<String> wanted, String which) {
        Set<String> off =
                switch (change) {
                    case WeekRules.Renamed renamed -> renamed.off();
                    case WeekRules.Dropped dropped -> dropped.off();
                    case WeekRules.Drafted drafted -> Set.of();
                    case WeekRules.Moved moved -> Set.of();
                    case WeekRules.Lapsed lapsed -> Set.of();
                };
        if (!off.isEmpty()) {
            String id = change.duty().id();
            Set<String> names =
                    Optional.ofNullable(before.get(id)).orElseThrow().names();
            assertTrue(names.containsAll(off), which + ": took somebody off who did not stand on it");
            Set<String> belong = new HashSet<>(off);
            belong.retainAll(wanted);
            assertEquals(Set.of(), belong, which + ": took somebody off who belongs on it");
        }
    }

    private static void isNew(WeekBook book, Kept list, Instant now, Set<String> wanted, String which) {
        assertTrue(list.duty.isOpen() && !list.names.isEmpty() && wanted.containsAll(list.names.keySet()), which);
        assertEquals(now, list.duty.openedAt(), which);
        assertEquals(book.lists().indexOf(list) + 1, list.duty.revision(), which);
        Stream<Kept> others = book.lists().stream().filter(other -> other != list && other.duty.isOpen());
        assertTrue(
                others.allMatch(other -> other.told.containsAll(list.names.keySet())),
                which + ": an open list could have named them");
    }

    private static void wasOpen(
            Kept list, Before then, Instant now, Instant asleep, Instant awake, Set<String> wanted, String which) {
        boolean slept = !then.dueAt().isBefore(asleep) && !then.dueAt().isAfter(awake);
        boolean over = !now.isBefore(then.dueAt().plus(EVIDENCE_TRAVELS));
        assertEquals(
                list.stands(), !list.names.isEmpty(), which + ": an empty list stands, or one with names was dropped");
        if (list.duty.isOpen()) {
            assertFalse(over && !slept, which + ": its time had run out");
            assertTrue(wanted.containsAll(list.names.keySet()), which + ": named wrongly");
            assertEquals(over ? now.plus(Duration.ofHours(1)) : then.dueAt(), list.duty.dueAt(), which);
        } else if (list.duty.state() instanceof Duty.Lapsed) {
            assertTrue(over && !slept, which + ": it lapsed before its time, or because the suite slept");
            assertEquals(then.names(), list.names.keySet(), which + ": a list that lapses names nobody else");
        }
    }

    private static Set<String> some(Random random) {
        return CHILDREN.stream().filter(child -> random.nextInt(3) > 0).collect(Collectors.toCollection(TreeSet::new));
    }
}
