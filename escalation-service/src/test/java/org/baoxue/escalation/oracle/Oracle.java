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
            Absence same = null;
            for (Absence candidate : unclaimed) {
                if (same == null && candidate.sharesAMarkWith(spell)) {
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

    /** The counted days of a spell, at most {@code limit} (rules 3.4 and 3.5); an open one goes on through silence. */
    static List<Counted> countedDays(History history, Absence spell, int limit) {
        List<Counted> counted = new ArrayList<>();
        Day day = spell.opening().day();
        for (int i = 0; i < 500 && counted.size() < limit; i++, day = day.next()) {
            if (hasEndedBefore(history, spell, day)) {
                break;
            }
            if (history.almanac().isSchoolDay(day) && !isOpenedTooLateFor(history, spell, day)) {
                counted.add(new Counted(day, spell.hasAbsentMarkOn(day), history.endOf(day)));
            }
        }
        return counted;
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

    /** When day {@code n} of the spell is complete, if it ever is. */
    static @Nullable Instant dayComplete(History history, Absence spell, int n) {
        List<Counted> counted = countedDays(history, spell, n);
        return counted.size() < n ? null : counted.get(n - 1).completeAt();
    }

    /** The same date a month later, moved to the next school day's end, never before day 7; nothing if it ended before. */
    static @Nullable Instant monthComplete(History history, Absence spell) {
        Instant daySeven = dayComplete(history, spell, 7);
        if (daySeven == null) {
            return null;
        }
        Day day = spell.opening().day().monthLater();
        if (!history.almanac().isSchoolDay(day)) {
            day = history.almanac().schoolDayAfter(day);
        }
        if (history.endOf(day).isBefore(daySeven)) {
            return daySeven;
        }
        return hasEndedBefore(history, spell, day) ? null : history.endOf(day);
    }
}
