package org.baoxue.escalation.term;

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
 * looks, the end is what a calculation by hand over all facts says. It shares no code with the rules.
 */
class TermStartOracleTest {
    private static final int HISTORIES = Integer.getInteger("baoxue.term.histories", 1500);
    private static final LocalDate END = LocalDate.parse("2026-09-30");

    private static final SchoolCalendar FIRST_DAY_CLOSED =
            Calendars.with(Level.Kind.SCHOOL, Map.of(LocalDate.parse("2026-09-01"), false));

    /** An absence that began between the two days of a report carries it only where nobody was told before: told once it stays. */
    private static final LocalDate THE_OTHER_REPORTS_DAY = LocalDate.parse("2026-09-09");

    /** The school days of September 2026 as a wall calendar has them. */
    private static final int[] SCHOOL_DAYS = {
        1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24, 28, 29, 30
    };

    private static final List<Object> NOTHING_MORE = List.of("came", "no list", "no report");

    private record Leave(LocalDate from, LocalDate to, Instant filed) {}

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

    /** All that happened. */
    private record September(
            boolean firstDayClosed,
            LocalDate enrolledOn,
            Optional<String> entered,
            Optional<LocalDate> left,
            Optional<LocalDate> offTheRoll,
            Optional<LocalDate> again,
            NavigableSet<LocalDate> seen,
            NavigableSet<LocalDate> leaveMarks,
            List<Leave> leaves,
            Optional<LocalDate> absentFrom,
            NavigableSet<LocalDate> classCalled,
            NavigableSet<LocalDate> schoolCalled) {

        /** Nobody expects a child of whom nobody has heard, nor after the day is over. */
        LocalDate expected() {
            return entered.map(at -> LocalDate.parse(at.substring(0, 10)).plusDays(at.endsWith("21:00") ? 1 : 0))
                    .filter(on -> on.isAfter(enrolledOn))
                    .orElse(enrolledOn);
        }

        /** Whoever saw the child before its enrolment saw it elsewhere. */
        September sinceEnrolled() {
            return new September(
                    firstDayClosed,
                    enrolledOn,
                    entered,
                    left,
                    offTheRoll,
                    again,
                    seen.tailSet(enrolledOn, true),
                    leaveMarks,
                    leaves,
                    absentFrom,
                    classCalled,
                    schoolCalled);
        }

        /** Nothing of the former enrolment matters to the later one. */
        September of(LocalDate later) {
            return new September(
                    firstDayClosed,
                    later,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    seen.tailSet(schoolDayFrom(this, later), true),
                    leaveMarks,
                    leaves,
                    absentFrom,
                    classCalled,
                    schoolCalled);
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
            List<Object> byHand = new ArrayList<>(byHand(all.sinceEnrolled()));
            all.again()
                    .ifPresent(later -> byHand.addAll(
                            isOneAbsence(all.sinceEnrolled(), later) ? NOTHING_MORE : byHand(all.of(later))));
            assertEquals(byHand, first, which);
        }
    }

    /** Missing before its name was struck out and written in again, and not seen in between. */
    private static boolean isOneAbsence(September all, LocalDate later) {
        return all.offTheRoll().isPresent()
                && byHand(all).getFirst().toString().startsWith("missing")
                && all.seen().headSet(later).isEmpty();
    }

    private static List<Object> byHand(September all) {
        LocalDate everybodys = day(all.firstDayClosed() ? 2 : 1);
        LocalDate first = schoolDayFrom(all, all.expected().isBefore(day(1)) ? day(1) : all.expected());
        LocalDate week = schoolDayFrom(all, first.plusDays(7));
        boolean began = !all.schoolCalled().isEmpty()
                && (first.isAfter(everybodys)
                        ? all.schoolCalled().first().isBefore(first)
                        : !all.schoolCalled().first().isAfter(first));
        boolean listed = began
                && all.seen().headSet(first, true).isEmpty()
                && all.left().filter(left -> !left.isAfter(first)).isEmpty()
                && !all.leaveMarks().contains(first)
                && all.leaves().stream().noneMatch(leave -> covers(leave, first));
        boolean reported = began
                && !week.isAfter(END)
                && !all.classCalled().subSet(first, true, week, true).isEmpty()
                && all.seen().headSet(week, true).isEmpty()
                && all.left().filter(left -> !left.isAfter(week)).isEmpty()
                && !all.leaveMarks().contains(week)
                && all.leaves().stream()
                        .noneMatch(
                                leave -> covers(leave, week) && !leave.filed().isAfter(Newcomer.at(week + " 15:30")))
                && all.absentFrom().filter(from -> !from.isAfter(week)).isEmpty();
        Optional<String> ending = ending(all, first);
        List<Object> said = new ArrayList<>();
        said.add(
                listed || reported
                        ? "missing since " + first
                                + ending.map(how -> ", " + how).orElse("")
                        : "came");
        said.add(listed && ending.isEmpty() ? "list" + of(all, first) : "no list");
        said.add(reported && ending.isEmpty() ? "report" + of(all, week) : "no report");
        return said;
    }

    /** What was told before the first day was closed keeps its date. */
    private static String of(September all, LocalDate date) {
        return all.firstDayClosed() ? "" : " of " + date;
    }

    private static Optional<String> ending(September all, LocalDate first) {
        if (!all.seen().isEmpty()) {
            return Optional.of("RETURNED " + all.seen().first());
        }
        if (all.left().isPresent()) {
            return Optional.of("LEFT " + all.left().get());
        }
        return all.leaves().stream()
                .filter(leave -> covers(leave, END))
                .map(leave -> leave.from().isBefore(first) ? first : leave.from())
                .min(LocalDate::compareTo)
                .map(from -> "EXCUSED " + from);
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
                .map(duty -> (Object) (word + of(all, duty.date())))
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
        }
        List<Leave> leaves = IntStream.range(0, random.nextInt(3))
                .mapToObj(n -> {
                    LocalDate from = LocalDate.parse("2026-08-28").plusDays(random.nextInt(25));
                    LocalDate filed = LocalDate.parse("2026-08-28").plusDays(random.nextInt(28));
                    return new Leave(from, from.plusDays(random.nextInt(12)), Newcomer.at(filed + " 08:30"));
                })
                .toList();
        boolean firstDayClosed = random.nextInt(4) == 0;
        if (firstDayClosed) {
            classCalled.remove(
                    day(1)); // a class called on that day alone had been asked, and is not any more: history decides
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

    private static LocalDate schoolDayFrom(September all, LocalDate date) {
        for (int number : SCHOOL_DAYS) {
            boolean closed = number == 1 && all.firstDayClosed();
            if (!closed && !day(number).isBefore(date)) {
                return day(number);
            }
        }
        return LocalDate.parse("2026-10-08");
    }

    private static boolean covers(Leave leave, LocalDate date) {
        return !date.isBefore(leave.from()) && !date.isAfter(leave.to());
    }

    private static LocalDate day(int number) {
        return LocalDate.of(2026, 9, number);
    }
}
