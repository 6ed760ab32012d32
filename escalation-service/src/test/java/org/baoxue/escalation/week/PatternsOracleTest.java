package org.baoxue.escalation.week;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.spell.Child;
import org.baoxue.escalation.week.Patterns.Leave;
import org.baoxue.escalation.week.Patterns.Wait;
import org.junit.jupiter.api.Test;

/**
 * Many made-up autumns of one child: why it stands on the lists of each week, beside a calculation by hand with a wall calendar.
 * The numbers of the shipped policy stand here as they are read in it.
 */
class PatternsOracleTest {
    private static final int AUTUMNS = Integer.getInteger("baoxue.week.histories", 2000);
    private static final LocalDate FIRST = LocalDate.parse("2026-09-01");
    private static final LocalDate LAST = LocalDate.parse("2026-10-30");

    /** The school days of the autumn of 2026 as a wall calendar has them: 09-20 and 10-10 are worked, 09-25 and 10-01 to 10-07 are free. */
    private static final TreeSet<LocalDate> SCHOOL_DAYS = new TreeSet<>(FIRST.datesUntil(LAST.plusDays(1))
            .filter(date -> List.of("2026-09-20", "2026-10-10").contains(date.toString())
                    || (date.getDayOfWeek().getValue() <= 5
                            && !List.of(
                                            "2026-09-25",
                                            "2026-10-01",
                                            "2026-10-02",
                                            "2026-10-05",
                                            "2026-10-06",
                                            "2026-10-07")
                                    .contains(date.toString())))
            .toList());

    /** All that happened to the child. On a school day in neither set nobody marked it. */
    private record Autumn(
            TreeSet<LocalDate> absent,
            TreeSet<LocalDate> present,
            List<Wait> waits,
            List<Leave> leaves,
            TreeSet<LocalDate> skipped) {
        Patterns patterns() {
            Child child = new Child();
            absent.forEach(date -> child.absent(date + " 08:00"));
            present.forEach(date -> child.present(date + " 08:00"));
            return new Patterns("ana", Calendars.national(), child.spells(), waits, leaves, skipped);
        }

        boolean isMissingAt(LocalDate date) {
            LocalDate gone = absent.floor(date);
            LocalDate seen = present.floor(date);
            return gone != null && (seen == null || gone.isAfter(seen));
        }

        boolean isWaitedFor(LocalDate date) {
            return !isMissingAt(date)
                    && leaves.stream().noneMatch(leave -> isIn(date, leave.from(), leave.to()))
                    && waits.stream()
                            .anyMatch(wait -> isIn(date, wait.from(), wait.to())
                                    && wait.asked().contains(date));
        }

        String unexcused(LocalDate monday, LocalDate last) {
            List<String> said = new ArrayList<>();
            List<LocalDate> missing = daysOf(monday, last, this::isMissingAt);
            said(said, "UNEXCUSED_DAYS", missing);
            said(
                    said,
                    "PRESUMED_DAYS",
                    missing.stream().filter(date -> !absent.contains(date)).toList());
            said(said, "UNREGISTERED_DAYS", daysOf(monday, last, this::isWaitedFor));
            return String.join(", ", said);
        }

        String watched(LocalDate monday, LocalDate last) {
            List<String> said = new ArrayList<>();
            leaves.stream()
                    .filter(leave -> days(leave) >= 15
                            && !leave.from().isAfter(last)
                            && !leave.to().isBefore(monday))
                    .sorted((one, other) -> days(one) == days(other)
                            ? other.from().compareTo(one.from())
                            : Long.compare(days(other), days(one)))
                    .limit(1)
                    .forEach(leave -> said.add("LONG_LEAVE " + days(leave) + " " + leave.from() + " " + leave.to()));
            LocalDate since = since(last);
            repeated(said, "REPEATED_LEAVE", leaves.stream().map(Leave::from).toList(), since, monday, last);
            repeated(said, "SKIPPED_LESSONS", skipped, since, monday, last);
            return String.join(", ", said);
        }
    }

    private static long days(Leave leave) {
        return leave.to().toEpochDay() - leave.from().toEpochDay() + 1;
    }

    /** Three of them within 20 school days, one of them in the week. */
    private static void repeated(
            List<String> said,
            String code,
            Collection<LocalDate> dates,
            LocalDate since,
            LocalDate monday,
            LocalDate last) {
        List<LocalDate> counted =
                dates.stream().filter(date -> isIn(date, since, last)).sorted().toList();
        if (counted.size() >= 3 && !counted.getLast().isBefore(monday)) {
            said(said, code, counted);
        }
    }

    /** The first of 20 school days; in the autumn's first weeks there are no 20, and 60 days back is far enough. */
    private static LocalDate since(LocalDate last) {
        List<LocalDate> until = List.copyOf(SCHOOL_DAYS.headSet(last, true));
        return until.size() < 20 ? last.minusDays(60) : until.get(until.size() - 20);
    }

    private static List<LocalDate> daysOf(LocalDate monday, LocalDate last, Predicate<LocalDate> counted) {
        return SCHOOL_DAYS.subSet(monday, true, last, true).stream()
                .filter(counted)
                .toList();
    }

    private static void said(List<String> said, String code, List<LocalDate> days) {
        if (!days.isEmpty()) {
            said.add(code + " " + days.size() + " " + days.getFirst() + " " + days.getLast());
        }
    }

    private static boolean isIn(LocalDate date, LocalDate from, LocalDate to) {
        return !date.isBefore(from) && !date.isAfter(to);
    }

    @Test
    void every_week_names_the_child_for_what_is_counted_by_hand() {
        long seed = Long.getLong("baoxue.seed", System.nanoTime());
        for (int n = 0; n < AUTUMNS; n++) {
            Autumn autumn = made(new Random(seed + n));
            Patterns patterns = autumn.patterns();
            for (LocalDate monday = LocalDate.parse("2026-08-31");
                    !monday.isAfter(LAST);
                    monday = monday.plusWeeks(1)) {
                LocalDate last = SCHOOL_DAYS.floor(monday.plusDays(6));
                if (last == null || last.isBefore(monday)) {
                    continue; // the week of the national holiday
                }
                SchoolWeek week = SchoolWeek.ending("S", last);
                String which = "seed " + (seed + n) + ", week of " + monday + ": " + autumn;
                assertEquals(autumn.unexcused(monday, last), said(patterns.unexcused(week)), which);
                assertEquals(autumn.watched(monday, last), said(patterns.watched(week, Policies.shipped())), which);
            }
        }
    }

    private static String said(Optional<Named> named) {
        return String.join(
                ", ",
                named.stream()
                        .flatMap(one -> one.reasons().stream())
                        .map(why -> why.code() + " " + why.count() + " " + why.from() + " " + why.to())
                        .toList());
    }

    private static Autumn made(Random random) {
        TreeSet<LocalDate> absent = new TreeSet<>();
        TreeSet<LocalDate> present = new TreeSet<>();
        int silent = random.nextInt(3);
        int missing = 1 + random.nextInt(6);
        for (LocalDate date : SCHOOL_DAYS) {
            if (random.nextInt(4) >= silent) {
                (random.nextInt(missing) == 0 ? absent : present).add(date);
            }
        }
        return new Autumn(
                absent,
                present,
                some(random, 2, () -> {
                    LocalDate from = any(random);
                    return new Wait(
                            from,
                            from.plusDays(random.nextInt(30)),
                            new TreeSet<>(some(random, 20, () -> any(random))));
                }),
                some(random, 6, () -> {
                    LocalDate from = any(random);
                    return new Leave(from, from.plusDays(random.nextInt(random.nextBoolean() ? 4 : 30)));
                }),
                new TreeSet<>(some(random, 8, () -> any(random))));
    }

    private static LocalDate any(Random random) {
        return FIRST.plusDays(random.nextInt((int) (LAST.toEpochDay() - FIRST.toEpochDay()) + 1));
    }

    private static <T> List<T> some(Random random, int most, Supplier<T> one) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(n -> one.get())
                .toList();
    }
}
