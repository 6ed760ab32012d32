package org.baoxue.escalation.term;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/** All that happened to one child in a made-up September of 2026, and what follows from it by hand. It shares no code with the rules. */
record September(
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
    static final LocalDate END = LocalDate.parse("2026-09-30");

    /** The school days of September 2026 as a wall calendar has them. */
    static final int[] SCHOOL_DAYS = {1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24, 28, 29, 30};

    static final List<Object> NOTHING_MORE = List.of("came", "no list", "no report");

    record Leave(LocalDate from, LocalDate to, Instant filed) {}

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

    /** Missing before its name was struck out and written in again, and not seen in between. */
    static boolean isOneAbsence(September all, LocalDate later) {
        return all.offTheRoll().isPresent()
                && !isMissedTooLate(all)
                && byHand(all).getFirst().toString().startsWith("missing")
                && all.seen().headSet(later).isEmpty();
    }

    /** Its name was struck out before anybody in the school was called, and written in again before it was reported. */
    static boolean isMissedTooLate(September all) {
        LocalDate first = firstDay(all);
        return all.offTheRoll().isPresent()
                && calledOn(all, first).filter(all.offTheRoll().get()::isAfter).isEmpty()
                && reportedOn(all, first)
                        .filter(week -> all.again().filter(week::isBefore).isPresent())
                        .isEmpty();
    }

    static LocalDate firstDay(September all) {
        return schoolDayFrom(all, all.expected().isBefore(day(1)) ? day(1) : all.expected());
    }

    /** Silence says nothing of who came: the list is made on the first day of the week on which somebody was called. */
    static Optional<LocalDate> calledOn(September all, LocalDate first) {
        return all.schoolCalled().tailSet(first, true).stream()
                .filter(date -> !date.isAfter(schoolDayFrom(all, first.plusDays(7))))
                .findFirst();
    }

    /** In June, or in the week; of who came later, before its own first day: whoever is asked of from then on can be missed. */
    static boolean schoolUsesIt(September all, LocalDate first) {
        boolean everybodys = first.equals(day(all.firstDayClosed() ? 2 : 1));
        LocalDate from = everybodys ? schoolDayFrom(all, first.plusDays(7)).plusDays(1) : first;
        return !all.schoolCalled().headSet(from).isEmpty();
    }

    static List<Object> byHand(September all) {
        LocalDate first = firstDay(all);
        Optional<LocalDate> list = listedOn(all, first);
        Optional<LocalDate> report = reportedOn(all, first);
        Optional<String> ending = ending(all, first);
        List<Object> said = new ArrayList<>();
        said.add(
                list.isPresent() || report.isPresent()
                        ? "missing since " + first
                                + ending.map(how -> ", " + how).orElse("")
                        : "came");
        said.add(list.filter(on -> ending.isEmpty())
                .map(on -> "list" + all.listed(on))
                .orElse("no list"));
        said.add(report.filter(on -> ending.isEmpty())
                .map(on -> "report" + dated(all, on))
                .orElse("no report"));
        return said;
    }

    private static Optional<LocalDate> listedOn(September all, LocalDate first) {
        return calledOn(all, first)
                .filter(on -> schoolUsesIt(all, first)
                        && all.seen().headSet(on, true).isEmpty()
                        && all.left().filter(left -> !left.isAfter(on)).isEmpty()
                        && !all.leaveMarks().contains(on)
                        && all.leaves().stream().noneMatch(leave -> covers(leave, on)));
    }

    private static Optional<LocalDate> reportedOn(September all, LocalDate first) {
        LocalDate week = schoolDayFrom(all, first.plusDays(7));
        boolean reported = calledOn(all, first).isPresent()
                && schoolUsesIt(all, first)
                && !week.isAfter(END)
                && !all.classCalled().subSet(first, true, week, true).isEmpty()
                && all.seen().headSet(week, true).isEmpty()
                && all.left().filter(left -> !left.isAfter(week)).isEmpty()
                && !all.leaveMarks().contains(week)
                && all.leaves().stream()
                        .noneMatch(
                                leave -> covers(leave, week) && !leave.filed().isAfter(Newcomer.at(week + " 15:30")))
                && all.absentFrom().filter(from -> !from.isAfter(week)).isEmpty();
        return reported ? Optional.of(week) : Optional.empty();
    }

    /** A list is made once, on the first day of a roll call that was known: an earlier one that is heard of later makes no other. */
    String listed(LocalDate on) {
        return firstDayClosed || schoolCalled.contains(on) ? "" : " of a day without any roll call";
    }

    /** What was told before the first day was closed keeps its date. */
    static String dated(September all, LocalDate date) {
        return all.firstDayClosed() ? "" : " of " + date;
    }

    static Optional<String> ending(September all, LocalDate first) {
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

    static LocalDate schoolDayFrom(September all, LocalDate date) {
        for (int number : SCHOOL_DAYS) {
            boolean closed = number == 1 && all.firstDayClosed();
            if (!closed && !day(number).isBefore(date)) {
                return day(number);
            }
        }
        return LocalDate.parse("2026-10-08");
    }

    static boolean covers(Leave leave, LocalDate date) {
        return !date.isBefore(leave.from()) && !date.isAfter(leave.to());
    }

    static LocalDate day(int number) {
        return LocalDate.of(2026, 9, number);
    }
}
