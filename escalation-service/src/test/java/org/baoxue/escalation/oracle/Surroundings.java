package org.baoxue.escalation.oracle;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.baoxue.escalation.oracle.Almanac.Kind;
import org.baoxue.escalation.oracle.Almanac.Level;
import org.baoxue.escalation.oracle.Almanac.Named;
import org.baoxue.escalation.oracle.Almanac.Term;

/** A made-up school and its calendar, somewhere between 2018 and 2026. */
record Surroundings(
        ZoneId zone,
        Day from,
        Day to,
        int dayEnd,
        List<Integer> starts,
        boolean exceptionsOnly,
        boolean boarding,
        Almanac almanac) {

    private static final List<String> ZONES =
            List.of("Asia/Shanghai", "Asia/Urumqi", "America/Chicago", "Pacific/Apia");
    /** Weeks in which clocks change, terms end, years turn and February has a 29th. */
    private static final List<String> AWKWARD = List.of(
            "2021-03-08",
            "2021-10-29",
            "2024-02-19",
            "2025-12-22",
            "2026-01-19",
            "2026-02-09",
            "2026-09-18",
            "2019-03-29");

    static Surroundings of(Random random) {
        ZoneId zone = ZoneId.of(pick(random, ZONES));
        Day from = random.nextInt(3) == 0
                ? Day.of(pick(random, AWKWARD))
                : new Day(2018 + random.nextInt(9), 1 + random.nextInt(12), 1 + random.nextInt(28));
        Day to = from.plus(7 + random.nextInt(21));
        boolean exceptionsOnly = random.nextInt(5) == 0;
        List<Integer> starts = new ArrayList<>(List.of(8 * 60));
        if (random.nextInt(4) != 0) {
            starts.add(14 * 60);
            if (!exceptionsOnly && random.nextBoolean()) {
                starts.add(19 * 60);
            }
        }
        int dayEnd = random.nextInt(4) == 0 ? 16 * 60 + 30 : 15 * 60;
        boolean boarding = starts.size() == 3 && random.nextBoolean();
        return new Surroundings(
                zone, from, to, dayEnd, List.copyOf(starts), exceptionsOnly, boarding, almanac(random, from, to));
    }

    Surroundings brief(Random random) {
        Day soon = from.plus(4 + random.nextInt(10));
        return new Surroundings(zone, from, soon, dayEnd, starts, false, boarding, almanac);
    }

    /** Orders as the schools number them: not always 1, 2, 3. */
    List<Integer> sessions() {
        List<Integer> orders = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            orders.add(from.number() % 5 == 0 ? 10 * (i + 1) : i + 1);
        }
        return orders;
    }

    private static Almanac almanac(Random random, Day from, Day to) {
        Day vacation = from.plus(5 + random.nextInt(60));
        List<Term> terms = List.of(
                new Term(from.plus(-30), vacation),
                new Term(vacation.plus(2 + random.nextInt(38)), vacation.plus(160)));
        List<Term> misleading = List.of(new Term(from.plus(-200), from.plus(400)));
        int speaks = random.nextInt(4);
        List<Level> levels = new ArrayList<>();
        Kind[] kinds = {Kind.CLASS, Kind.SCHOOL, Kind.PLACE, Kind.PLACE, Kind.NATION};
        for (int i = 0; i < kinds.length; i++) {
            List<Term> own = i == speaks ? terms : i > speaks && random.nextInt(3) == 0 ? misleading : List.of();
            levels.add(new Level(kinds[i] + "-" + i, kinds[i], own, namedDays(random, from, to)));
        }
        return new Almanac(levels);
    }

    private static List<Named> namedDays(Random random, Day from, Day to) {
        List<Named> named = new ArrayList<>();
        for (Day day = from.plus(-2); day.isBefore(to.plus(40)); day = day.next()) {
            if (random.nextInt(30) == 0) {
                named.add(new Named(day, !day.isWeekday()));
            } else if (random.nextInt(90) == 0) {
                named.add(new Named(day, day.isWeekday()));
            }
        }
        return named;
    }

    static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
