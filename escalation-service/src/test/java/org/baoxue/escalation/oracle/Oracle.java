package org.baoxue.escalation.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.baoxue.escalation.oracle.Absence.Counted;
import org.baoxue.escalation.oracle.Absence.Ending;
import org.baoxue.escalation.oracle.Absence.Mark;
import org.baoxue.escalation.oracle.Told.Closed;
import org.baoxue.escalation.oracle.Told.Found;
import org.jspecify.annotations.Nullable;

/** What the rules' text says must come out of a history. Slow and plain on purpose. */
final class Oracle {
    private Oracle() {}

    /**
     * All spells ever told of, as everything that is known in the end has them. History is replayed in order of acceptance: a
     * recomputed spell is the earliest known one with which it shares a mark, one that shares none is new, and a known one
     * that finds no recomputed one is withdrawn, with the marks that it last held.
     */
    static List<Absence> spells(History history) {
        TreeSet<Instant> moments = new TreeSet<>();
        for (Told fact : history.facts()) {
            if (mayChangeSpells(fact)) {
                moments.add(fact.acceptedAt());
            }
        }
        List<Absence> known = List.of();
        for (Instant moment : moments) {
            known = next(known, history.asKnownAt(moment));
        }
        return known;
    }

    static boolean mayChangeSpells(Told fact) {
        return switch (fact) {
            case Closed day -> day.exceptionsOnly();
            case Found found -> false;
            case Told.Declared declared -> false;
            case Told.Did did -> false;
            case Told.Failed failed -> false;
            default -> true;
        };
    }

    /** The spells as they are once more is known; each stays at its place in the list. */
    static List<Absence> next(List<Absence> known, History more) {
        List<Mark> openings = new ArrayList<>();
        for (Absence spell : known) {
            openings.add(spell.opening());
        }
        return carriedOn(known, Walk.through(more, openings));
    }

    private static List<Absence> carriedOn(List<Absence> known, List<Absence> now) {
        List<Absence> unclaimed = new ArrayList<>(now);
        List<Absence> all = new ArrayList<>();
        for (Absence spell : known) {
            Absence same = cameLate(spell, unclaimed);
            for (Absence candidate : unclaimed) {
                if (same == null && !candidate.wasNeverMissing() && candidate.sharesAMarkWith(spell)) {
                    same = candidate;
                }
            }
            unclaimed.remove(same);
            all.add(
                    same != null
                            ? same
                            : spell.ended(Ending.WITHDRAWN, spell.opening().day(), null));
        }
        all.addAll(unclaimed);
        return all;
    }

    /** What was told of the very mark at which the spell opened, if that became late. */
    private static @Nullable Absence cameLate(Absence spell, List<Absence> told) {
        for (Absence candidate : told) {
            if (candidate.wasNeverMissing() && candidate.opening().isSameSlotAs(spell.opening())) {
                return candidate;
            }
        }
        return null;
    }

    /** The counted days of a spell by itself, at most {@code limit}; the place has chosen nothing. */
    static List<Counted> countedDays(History history, Absence spell, int limit) {
        return countedDays(history, List.of(spell), spell, DayRule.MONTH_REPORT, limit);
    }

    /**
     * The counted days of a spell, at most {@code limit} (rules 3.4 and 3.5); an open one goes on through silence. Where the
     * place counts the days of several absences together, each has the number of those in the window that ends with it.
     */
    static List<Counted> countedDays(History history, List<Absence> all, Absence spell, DayRule rule, int limit) {
        return countedDays(history, all, spell, rule, limit, Integer.MAX_VALUE);
    }

    /** The same, no further than the first that has the number {@code wanted}. */
    private static List<Counted> countedDays(
            History history, List<Absence> all, Absence spell, DayRule rule, int limit, int wanted) {
        List<Counted> counted = new ArrayList<>();
        Day day = spell.opening().day();
        for (int i = 0; i < 500 && counted.size() < limit; i++, day = day.next()) {
            if (hasEndedBefore(history, spell, day)) {
                break;
            }
            if (isCounted(history, spell, rule, day)) {
                int number = history.choice().within(rule) == 0
                        ? counted.size() + 1
                        : together(history, all, rule, day).size();
                counted.add(new Counted(number, day, spell.hasAbsentMarkOn(day), history.endOf(day)));
                if (number >= wanted) {
                    break;
                }
            }
        }
        return counted;
    }

    /** The days of all absences in the last so many school days, backwards from {@code last}. */
    static List<Counted> together(History history, List<Absence> all, DayRule rule, Day last) {
        List<Counted> days = new ArrayList<>();
        int schoolDays = 0;
        Day day = last;
        for (int i = 0; i < 400 && schoolDays < history.choice().within(rule); i++, day = day.previous()) {
            for (Absence spell : all) {
                if (!spell.wasNeverMissing() && isCounted(history, spell, rule, day)) {
                    days.add(new Counted(0, day, spell.hasAbsentMarkOn(day), history.endOf(day)));
                }
            }
            schoolDays += isCountedSchoolDay(history, day) ? 1 : 0;
        }
        return days;
    }

    private static boolean isCounted(History history, Absence spell, DayRule rule, Day day) {
        return !day.isBefore(spell.opening().day())
                && !hasEndedBefore(history, spell, day)
                && !isOpenedTooLateFor(history, spell, day)
                && mayCount(history, rule, day);
    }

    private static boolean mayCount(History history, DayRule rule, Day day) {
        return history.choice().inCalendarDays(rule) || isCountedSchoolDay(history, day);
    }

    private static boolean isCountedSchoolDay(History history, Day day) {
        return history.almanac().isSchoolDay(day)
                && (history.choice().makeUpDays() || !history.almanac().isMakeUpDay(day));
    }

    private static boolean isOpenedTooLateFor(History history, Absence spell, Day day) {
        return day.equals(spell.opening().day()) && spell.opening().takenAt().isAfter(history.endOf(day));
    }

    /** Whether the spell was over when {@code day} was complete. */
    private static boolean hasEndedBefore(History history, Absence spell, Day day) {
        Day endedOn = spell.endedOn();
        if (endedOn == null || day.isBefore(endedOn)) {
            return false;
        }
        if (day.isAfter(endedOn)) {
            return true;
        }
        Instant seenAgain = spell.returnedAt();
        return seenAgain == null || !seenAgain.isAfter(history.endOf(day));
    }

    /** When the first day with that number is complete, if it ever is. */
    static @Nullable Instant dayComplete(History history, List<Absence> all, Absence spell, DayRule rule, int n) {
        for (Counted day : countedDays(history, all, spell, rule, 60, n)) {
            if (day.number() >= n) {
                return day.completeAt();
            }
        }
        return null;
    }

    static @Nullable Instant dayComplete(History history, Absence spell, int n) {
        return dayComplete(history, List.of(spell), spell, DayRule.MONTH_REPORT, n);
    }

    /** The same date a month later, moved to the next counted day's end, never before day 7; nothing if it ended before. */
    static @Nullable Instant monthComplete(History history, Absence spell) {
        Instant daySeven = dayComplete(history, spell, 7);
        if (daySeven == null) {
            return null;
        }
        Day day = spell.opening().day().monthLater();
        for (int i = 0; i < 1000 && !mayCount(history, DayRule.MONTH_REPORT, day); i++) {
            day = day.next();
        }
        if (history.endOf(day).isBefore(daySeven)) {
            return daySeven;
        }
        return hasEndedBefore(history, spell, day) ? null : history.endOf(day);
    }
}
