package org.baoxue.escalation.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Due;
import org.baoxue.escalation.policy.Policy;

/** By when a duty is due, and in which window something is told. */
public record Dues(SchoolCalendar calendar, Policy policy) {

    public Instant of(Due due, Instant base, LocalDate date) {
        LocalDate today = calendar.dateOf(base);
        return switch (due) {
            case Due.AfterMark after -> base.plus(after.delay());
            case Due.AfterList after -> afterList(after, base, date);
            case Due.SameDay same -> sameDay(same.at(), base, today);
            case Due.NextSchoolDay next -> calendar.at(calendar.nextSchoolDay(today), next.at());
            case Due.NextSchoolDayEnd end -> calendar.completeAt(calendar.nextSchoolDay(today));
            case Due.WithinSchoolDays within -> calendar.completeAt(calendar.schoolDayAfter(today, within.days()));
            case Due.DayEnd end -> calendar.completeAt(date);
        };
    }

    /** The start of the window that {@code instant} lies in. */
    public Instant windowStart(Instant instant) {
        long seconds = window().toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
    }

    Instant nextWindow(Instant instant) {
        return windowStart(instant).plus(window());
    }

    public Duration window() {
        return policy.duration("hours.window");
    }

    /** @param clock from when the two hours run */
    Instant listDue(Instant clock) {
        return of(policy.rule("report-absence-list").dueTime(), clock, calendar.dateOf(clock));
    }

    private Instant afterList(Due.AfterList after, Instant clock, LocalDate date) {
        Instant evening = calendar.at(date, after.at());
        Instant afterTheList = listDue(clock).plus(after.delay());
        Instant later = evening.isAfter(afterTheList) ? evening : afterTheList;
        if (!later.isAfter(calendar.at(date, after.until()))) {
            return later;
        }
        Instant morning = nextMorning(date);
        return morning.isBefore(afterTheList) ? afterTheList : morning;
    }

    private Instant sameDay(LocalTime at, Instant base, LocalDate today) {
        Instant due = calendar.at(today, at);
        return due.isAfter(base) && calendar.isSchoolDay(today) ? due : nextMorning(today);
    }

    private Instant nextMorning(LocalDate date) {
        return calendar.at(calendar.nextSchoolDay(date), policy.time("hours.past-becomes"));
    }
}
