package org.baoxue.escalation.term;

import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;

/**
 * The start of a term for one child: dates of its school's zone. Who is enrolled after the term has begun has a first day of
 * its own, and a week from there.
 *
 * @param term whose first date may be no school day
 * @param firstDay its first school day, for who came later the first one of the enrolment
 * @param reportDay the first school day a week later
 * @param own whether the first day is this child's, not everybody's
 */
public record TermStart(Term term, LocalDate firstDay, LocalDate reportDay, boolean own) {

    /** Nothing in a vacation, before the first school day is known, or where nobody has entered any term. */
    public static Optional<TermStart> of(
            SchoolCalendar calendar, Policy policy, LocalDate enrolledOn, LocalDate today) {
        return calendar.termOf(today).flatMap(term -> of(calendar, policy, enrolledOn, term));
    }

    private static Optional<TermStart> of(SchoolCalendar calendar, Policy policy, LocalDate enrolledOn, Term term) {
        LocalDate everybodys = calendar.nextSchoolDay(term.from().minusDays(1));
        LocalDate from = enrolledOn.isAfter(term.from()) ? enrolledOn : term.from();
        LocalDate first = calendar.nextSchoolDay(from.minusDays(1));
        if (first.isAfter(term.to())) {
            return Optional.empty();
        }
        LocalDate week = first.plusDays(days(policy));
        return Optional.of(
                new TermStart(term, first, calendar.nextSchoolDay(week.minusDays(1)), first.isAfter(everybodys)));
    }

    /** As it was told, where no calendar speaks of that term any more. */
    public static TermStart told(Term term, LocalDate firstDay, SchoolCalendar calendar, Policy policy) {
        LocalDate week = firstDay.plusDays(days(policy));
        return new TermStart(term, firstDay, calendar.nextSchoolDay(week.minusDays(1)), true);
    }

    /**
     * The first day of the week on which anybody was called, by which the list goes.
     *
     * @param schoolCalled dates on which any class of the school was called
     */
    public Optional<LocalDate> calledOn(NavigableSet<LocalDate> schoolCalled) {
        return Optional.ofNullable(schoolCalled.ceiling(firstDay)).filter(day -> !day.isAfter(reportDay));
    }

    private static int days(Policy policy) {
        if (policy.rule(TermStartRules.REPORT).fires() instanceof Rule.OnTermStart start) {
            return start.days();
        }
        throw new IllegalStateException(TermStartRules.REPORT + " does not fire on a term's start");
    }
}
