package org.baoxue.escalation.term;

import static org.baoxue.escalation.term.September.END;
import static org.baoxue.escalation.term.September.NOTHING_MORE;
import static org.baoxue.escalation.term.September.SCHOOL_DAYS;
import static org.baoxue.escalation.term.September.byHand;
import static org.baoxue.escalation.term.September.day;
import static org.baoxue.escalation.term.September.isMissedTooLate;
import static org.baoxue.escalation.term.September.isOneAbsence;
import static org.baoxue.escalation.term.September.schoolDayFrom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.duty.Duty;
import org.junit.jupiter.api.Test;

/**
 * Many made-up Septembers of one child: whatever the order in which the facts become known, and whenever somebody
 * looks, the end is what a calculation by hand over all facts says.
 */
class TermStartOracleTest {
    private static final int HISTORIES = Integer.getInteger("baoxue.term.histories", 1500);

    private static final SchoolCalendar FIRST_DAY_CLOSED =
            Calendars.with(Level.Kind.SCHOOL, Map.of(LocalDate.parse("2026-09-01"), false));

    private static final LocalDate IN_JUNE = LocalDate.parse("2026-06-15");

    /** An absence that began between the two days of a report carries it only where nobody was told before: told once it stays. */
    private static final LocalDate THE_OTHER_REPORTS_DAY = LocalDate.parse("2026-09-09");

    /**
     * A fact, and the date by which it can be known at the earliest.
     *
     * @param atOnce what a report that has its ending would not be taken back for, so it matters when it was known
     */
    private record Known(LocalDate from, boolean atOnce, Consumer<Newcomer> tell) {
        Known(LocalDate from, Consumer<Newcomer> tell) {
            this(from, false, tell);
        }
    }

    @Test
    void every_order_of_the_same_facts_ends_as_counted_by_hand() {
        long seed = Long.getLong("baoxue.seed", System.nanoTime());
        for (int n = 0; n < HISTORIES; n++) {
            Random random = new Random(seed + n);
            September all = random.nextInt(6) == 0 ? offTheRoll(made(random), random) : made(random);
            String which = "seed " + (seed + n) + ": " + all;
            List<Object> first = told(all, new Random(random.nextLong()), which);
            List<Object> second = told(all, new Random(random.nextLong()), which);
            assertEquals(first, second, which);
            List<Object> byHand =
                    new ArrayList<>(isMissedTooLate(all.sinceEnrolled()) ? NOTHING_MORE : byHand(all.sinceEnrolled()));
            all.again()
                    .ifPresent(later -> byHand.addAll(
                            isOneAbsence(all.sinceEnrolled(), later) ? NOTHING_MORE : byHand(all.of(later))));
            assertEquals(byHand, first, which);
        }
    }

    /** What the rules come to, told piece by piece; in between somebody looks. */
    private static List<Object> told(September all, Random random, String which) {
        List<Map.Entry<Instant, Known>> arrivals = new ArrayList<>();
        for (Known known : facts(all)) {
            LocalDate earliest = known.from().isBefore(day(1)) ? day(1) : known.from();
            long days = END.toEpochDay() - earliest.toEpochDay();
            LocalDate on = known.atOnce() ? earliest : earliest.plusDays(random.nextInt((int) days + 1));
            arrivals.add(Map.entry(Newcomer.at(on + " " + (on.equals(earliest) ? "15:10" : "09:00")), known));
        }
        arrivals.sort(Map.Entry.comparingByKey());
        Newcomer child = new Newcomer();
        child.enrolledOn(all.enrolledOn().toString());
        all.entered().ifPresent(child::enteredAt);
        int next = 0;
        for (LocalDate date = day(1); !date.isAfter(END); date = date.plusDays(1)) {
            for (LocalTime time : List.of(LocalTime.of(10, 0), LocalTime.of(16, 0))) {
                Instant now = date.atTime(time).atZone(Calendars.SHANGHAI).toInstant();
                while (next < arrivals.size() && arrivals.get(next).getKey().isBefore(now)) {
                    arrivals.get(next++).getValue().tell().accept(child);
                }
                if (all.offTheRoll().isPresent() || random.nextInt(3) > 0) {
                    child.at(date, time);
                    hasOneOfEach(child, which);
                }
            }
        }
        child.at(END, LocalTime.of(17, 0));
        hasOneOfEach(child, which);
        List<Object> said = new ArrayList<>(
                said(all, child.state(), child.duties(TermStartRules.subject("ana", "S", Newcomer.TERM))));
        if (all.again().isPresent()) {
            said.addAll(said(all, child.stateAgain(), child.duties(Newcomer.subjectAgain())));
        }
        return said;
    }

    private static List<Object> said(September all, Optional<Unregistered> state, List<Duty> duties) {
        return List.of(
                stateOf(state),
                standing(all, state, duties, "unregistered-list", "list"),
                standing(all, state, duties, "unregistered-report", "report"));
    }

    private static void hasOneOfEach(Newcomer child, String which) {
        for (String rule : List.of("unregistered-list", "unregistered-report")) {
            for (Duty.Subject subject :
                    List.of(TermStartRules.subject("ana", "S", Newcomer.TERM), Newcomer.subjectAgain())) {
                long open = child.duties(subject).stream()
                        .filter(duty -> duty.rule().equals(rule) && duty.isOpen())
                        .count();
                assertTrue(open <= 1, which);
            }
        }
    }

    private static Object stateOf(Optional<Unregistered> of) {
        return of.map(state -> "missing since " + state.since()
                        + state.ending()
                                .map(end -> ", " + end.how() + " " + end.on())
                                .orElse(""))
                .orElse("came");
    }

    /** What stands and was not ended by somebody's coming, leave or leaving. */
    private static Object standing(
            September all, Optional<Unregistered> state, List<Duty> duties, String rule, String word) {
        return duties.stream()
                .filter(duty -> duty.rule().equals(rule) && !duty.unfounded())
                .filter(duty -> !(duty.state() instanceof Duty.Cancelled))
                .filter(duty -> state.flatMap(Unregistered::ending).isEmpty())
                .max(Comparator.comparingInt(Duty::revision))
                .map(duty -> (Object)
                        (word + (word.equals("list") ? all.listed(duty.date()) : September.dated(all, duty.date()))))
                .orElse("no " + word);
    }

    private static List<Known> facts(September all) {
        List<Known> facts = new ArrayList<>();
        all.seen().forEach(date -> facts.add(new Known(date, child -> child.seenOn(date.toString()))));
        all.leaveMarks().forEach(date -> facts.add(new Known(date, child -> child.markedOnLeave(date.toString()))));
        boolean promptly = all.offTheRoll().isPresent(); // whether it was found missing before its name was struck out
        all.classCalled()
                .forEach(date -> facts.add(new Known(date, promptly, child -> child.classCalls(date.toString()))));
        all.schoolCalled()
                .forEach(date -> facts.add(new Known(date, promptly, child -> child.schoolCalls(date.toString()))));
        all.leaves()
                .forEach(leave -> facts.add(new Known(
                        leave.filed().atZone(Calendars.SHANGHAI).toLocalDate(),
                        child -> child.onLeave(
                                leave.from().toString(), leave.to().toString(), atMinute(leave.filed())))));
        all.absentFrom()
                .ifPresent(date -> facts.add(new Known(date, true, child -> child.absentFrom(date.toString()))));
        all.left().ifPresent(date -> facts.add(new Known(date, child -> child.leaves(date.toString()))));
        all.offTheRoll().ifPresent(date -> facts.add(new Known(date, true, child -> child.withdraws(date.toString()))));
        all.again()
                .filter(date -> promptly)
                .ifPresent(date -> facts.add(new Known(date, true, child -> child.enrolledAgainOn(date.toString()))));
        all.again()
                .filter(date -> !promptly)
                .ifPresent(date -> facts.add(new Known(
                        date, child -> child.leaves(all.left().orElseThrow().toString())
                                .enrolledAgainOn(date.toString()))));
        if (all.firstDayClosed()) {
            facts.add(new Known(day(1), child -> child.calendar(FIRST_DAY_CLOSED)));
        }
        return facts;
    }

    private static String atMinute(Instant instant) {
        var local = instant.atZone(Calendars.SHANGHAI).toLocalDateTime();
        return local.toLocalDate() + " " + local.toLocalTime();
    }

    private static September made(Random random) {
        NavigableSet<LocalDate> classCalled = days(random, random.nextInt(4) == 0 ? 2 : 12);
        NavigableSet<LocalDate> schoolCalled = days(random, 10);
        schoolCalled.addAll(classCalled);
        if (random.nextInt(4) > 0) {
            schoolCalled.add(day(1));
        } else if (random.nextBoolean()) {
            schoolCalled.remove(day(1));
            classCalled.remove(day(1));
        }
        if (random.nextInt(4) == 0) {
            schoolCalled.headSet(day(1 + random.nextInt(25))).clear();
            classCalled.retainAll(schoolCalled);
        }
        if (random.nextBoolean()) {
            schoolCalled.add(IN_JUNE);
        }
        List<September.Leave> leaves = IntStream.range(0, random.nextInt(3))
                .mapToObj(n -> {
                    LocalDate from = LocalDate.parse("2026-08-28").plusDays(random.nextInt(25));
                    LocalDate filed = LocalDate.parse("2026-08-28").plusDays(random.nextInt(28));
                    return new September.Leave(from, from.plusDays(random.nextInt(12)), Newcomer.at(filed + " 08:30"));
                })
                .toList();
        boolean firstDayClosed = random.nextInt(4) == 0;
        if (firstDayClosed) {
            // a class, or a school, called on that day alone had been asked, and is not any more: history decides
            classCalled.remove(day(1));
            if (schoolCalled.subSet(day(2), true, THE_OTHER_REPORTS_DAY, true).isEmpty()) {
                schoolCalled.remove(day(1));
            }
        }
        Optional<LocalDate> left = random.nextInt(4) == 0 ? Optional.of(day(1 + random.nextInt(16))) : Optional.empty();
        return new September(
                firstDayClosed,
                random.nextInt(3) > 0 ? LocalDate.parse("2025-09-01") : day(1 + random.nextInt(14)),
                random.nextInt(4) == 0
                        ? Optional.of(day(1 + random.nextInt(14)) + (random.nextBoolean() ? " 21:00" : " 10:00"))
                        : Optional.empty(),
                left,
                Optional.empty(),
                left.filter(date -> random.nextBoolean()).map(date -> date.plusDays(1 + random.nextInt(4))),
                days(random, random.nextInt(2) * 2),
                days(random, random.nextInt(2)),
                leaves,
                random.nextInt(5) == 0
                        ? Optional.of(day(1 + random.nextInt(20)))
                                .filter(from -> !(firstDayClosed && from.equals(THE_OTHER_REPORTS_DAY)))
                        : Optional.empty(),
                classCalled,
                schoolCalled);
    }

    /** Its name is struck out after its first day, and written in again. */
    private static September offTheRoll(September all, Random random) {
        LocalDate expected = all.expected().isBefore(day(1)) ? day(1) : all.expected();
        NavigableSet<LocalDate> schoolCalled = new TreeSet<>(all.schoolCalled());
        schoolCalled.addAll(all.classCalled());
        September open = new September(
                false,
                all.enrolledOn(),
                all.entered(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                all.seen(),
                new TreeSet<>(),
                List.of(),
                Optional.empty(),
                all.classCalled(),
                schoolCalled);
        LocalDate off = schoolDayFrom(open, expected).plusDays(1 + random.nextInt(4));
        return new September(
                false,
                all.enrolledOn(),
                all.entered(),
                Optional.empty(),
                Optional.of(off),
                Optional.of(off.plusDays(1 + random.nextInt(4))),
                all.seen(),
                new TreeSet<>(),
                List.of(),
                Optional.empty(),
                all.classCalled(),
                schoolCalled);
    }

    private static NavigableSet<LocalDate> days(Random random, int howMany) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        for (int n = 0; n < howMany; n++) {
            days.add(day(SCHOOL_DAYS[random.nextInt(SCHOOL_DAYS.length)]));
        }
        return days;
    }
}
