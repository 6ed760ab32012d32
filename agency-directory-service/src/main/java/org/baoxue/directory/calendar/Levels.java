package org.baoxue.directory.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calendars that a class lives under, nearest first, and what they say of a date.
 *
 * <p>In a term the nearest level that speaks of a date decides, otherwise Monday to Friday are school days. Outside the
 * terms only a day that the class or the school itself names is one. Terms are those of the nearest level that has any;
 * where no level has any, every date is in term: a calendar that nobody entered must not stop the clock.
 */
record Levels(List<Calendar> nearestFirst) {

    /** Why a date is a school day, or is none. */
    enum Because {
        NAMED_DAY,
        WEEKDAY,
        WEEKEND,
        OUTSIDE_TERMS
    }

    /**
     * @param decidedBy the level that named the day; null where no level speaks of it
     * @param term the term that the date lies in; null outside the terms and where nobody has entered any
     */
    record Ruling(
            boolean schoolDay,
            Because because,
            @Nullable Calendar decidedBy,
            @Nullable Day day,
            boolean inTerm,
            @Nullable Calendar termsFrom,
            @Nullable Term term) {}

    Levels {
        nearestFirst = List.copyOf(nearestFirst);
    }

    Ruling ruleOn(LocalDate date) {
        var termsFrom = nearestFirst.stream()
                .filter(level -> !level.terms().isEmpty())
                .findFirst()
                .orElse(null);
        var term = termsFrom == null
                ? null
                : termsFrom.terms().stream()
                        .filter(one -> one.contains(date))
                        .findFirst()
                        .orElse(null);
        boolean inTerm = termsFrom == null || term != null;
        for (var level : nearestFirst) {
            var day = dayOf(level, date)
                    .filter(named -> inTerm || level.ownerKind().mayNameDaysOutsideTerms());
            if (day.isPresent()) {
                return new Ruling(day.get().school(), Because.NAMED_DAY, level, day.get(), inTerm, termsFrom, term);
            }
        }
        var because = !inTerm ? Because.OUTSIDE_TERMS : isWeekend(date) ? Because.WEEKEND : Because.WEEKDAY;
        return new Ruling(because == Because.WEEKDAY, because, null, null, inTerm, termsFrom, term);
    }

    private static Optional<Day> dayOf(Calendar level, LocalDate date) {
        return level.days().stream().filter(day -> day.date().equals(date)).findFirst();
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
