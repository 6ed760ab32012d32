package org.baoxue.escalation.week;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A child's time at a school, between others.
 *
 * @param since from when on, where it was at another school before
 * @param until from when on it is at another school
 * @param next the other school
 */
public record TimeAtSchool(Optional<LocalDate> since, Optional<LocalDate> until, Optional<String> next) {

    /**
     * Whether this school names the child in a week that it has. A week is named by the school at which the child is when it is
     * over; where that one has no such week, by the one at which it was before. No two schools name it.
     *
     * @param elsewhere whether it stands on another school's list of the week
     * @param hasWeek which schools have a school day in the week
     */
    public boolean names(SchoolWeek week, boolean elsewhere, Predicate<String> hasWeek) {
        boolean came = since.filter(week.sunday()::isBefore).isEmpty();
        boolean stays = until.filter(away -> !away.isAfter(week.sunday())).isEmpty();
        boolean wasHere = until.filter(away -> !away.isAfter(week.monday())).isEmpty();
        return !elsewhere && came && (stays || (wasHere && next.filter(hasWeek).isEmpty()));
    }
}
