package org.baoxue.escalation.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.baoxue.escalation.oracle.Absence.Counted;
import org.baoxue.escalation.oracle.Absence.Mark;
import org.baoxue.escalation.oracle.Told.Called;
import org.baoxue.escalation.oracle.Told.Closed;
import org.baoxue.escalation.oracle.Told.Seen;
import org.jspecify.annotations.Nullable;

/**
 * What is known at one moment.
 *
 * @param spells each at its own place, whatever becomes of it
 * @param reckoned when counted days are complete, once it was reckoned; empty where they never are
 * @param quietAfter the date of the last fact of all: later school days close at their end without a word
 */
record Moment(
        Instant at, History known, List<Absence> spells, Day quietAfter, Map<List<Integer>, List<Instant>> reckoned) {

    Moment(Instant at, History known, List<Absence> spells, Day quietAfter) {
        this(at, known, spells, quietAfter, new HashMap<>());
    }

    Day today() {
        return known.dateOf(at);
    }

    Absence spell(int place) {
        return spells.get(place);
    }

    boolean isOpen(int place) {
        return !hasEndedBy(place, at);
    }

    /** An ending that is known ahead is none before its day begins. */
    boolean hasEndedBy(int place, Instant instant) {
        Instant ended = endOf(place);
        return ended != null && !ended.isAfter(instant);
    }

    @Nullable Instant endOf(int place) {
        Absence spell = spells.get(place);
        Day on = spell.endedOn();
        if (on == null || spell.returnedAt() != null) {
            return spell.returnedAt();
        }
        return on.at(0, known.zone());
    }

    /** The uncovered absent marks of a date, in order; none of a spell that never was. */
    List<Mark> marksOf(int place, Day day) {
        List<Mark> marks = new ArrayList<>();
        if (!spells.get(place).wasNeverMissing()) {
            for (Mark mark : spells.get(place).absentMarks()) {
                if (mark.day().equals(day)) {
                    marks.add(mark);
                }
            }
        }
        marks.sort(Comparator.comparingInt(Mark::session));
        return marks;
    }

    /** What was found out on a day speaks of every absence that the day lies in. */
    boolean isSpokenOf(int place, Day day) {
        Day end = spells.get(place).endedOn();
        return !day.isBefore(spells.get(place).opening().day()) && (end == null || !day.isAfter(end));
    }

    /**
     * The day whose absent mark is still to be corrected where the office found a mistake on {@code found}: that day, or, where
     * nothing was posted on it and the absence went on, the last one before it with a mark. A day that had an absent mark and
     * has none now is corrected.
     */
    @Nullable Day mistakenDay(int place, Day found) {
        Absence spell = spells.get(place);
        if (!isSpokenOf(place, found) || spell.wasNeverMissing()) {
            return null;
        }
        if (spell.hasAbsentMarkOn(found)) {
            return found;
        }
        if (found.equals(spell.endedOn())) {
            return null;
        }
        for (Told fact : known.facts()) {
            if (fact instanceof Called called
                    && called.seen() == Seen.ABSENT
                    && called.day().equals(found)) {
                return null;
            }
        }
        Day last = spell.opening().day();
        for (Mark mark : spell.absentMarks()) {
            if (mark.day().isAfter(last) && mark.day().isBefore(found)) {
                last = mark.day();
            }
        }
        return last;
    }

    /** The spell that holds this mark of the date, or any where none is named; -1 if none does. */
    int holderOf(Day day, @Nullable Mark mark) {
        for (int place = 0; place < spells.size(); place++) {
            for (Mark held : marksOf(place, day)) {
                if (mark == null || held.isSameSlotAs(mark)) {
                    return place;
                }
            }
        }
        return -1;
    }

    /** When each word was accepted that says the child was missing then: one, but where two classes called it. */
    List<Instant> acceptancesOf(Mark mark) {
        Map<String, Instant> byClass = new TreeMap<>();
        for (Told fact : known.facts()) {
            if (fact instanceof Called called
                    && called.seen() == Seen.ABSENT
                    && called.day().equals(mark.day())
                    && called.session() == mark.session()) {
                byClass.merge(called.classId(), called.acceptedAt(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        return List.copyOf(byClass.values());
    }

    /** Every post accepted before the day's end has been seen; of a day without school none is awaited. */
    boolean isClosed(Day day) {
        if (!known.almanac().isSchoolDay(day)) {
            return true;
        }
        if (day.isAfter(quietAfter)) {
            return !known.endOf(day).isAfter(at);
        }
        for (Told fact : known.facts()) {
            if (fact instanceof Closed closed && closed.day().equals(day)) {
                return true;
            }
        }
        return false;
    }

    /** When that counted day is complete, if it ever is as far as is known. */
    @Nullable Instant complete(int place, DayRule rule) {
        Choice choice = known.choice();
        List<Integer> asked = List.of(place, rule.onDay, choice.inCalendarDays(rule) ? 1 : 0, choice.within(rule));
        if (!reckoned.containsKey(asked)) {
            Instant complete = reckon(place, rule);
            reckoned.put(asked, complete == null ? List.of() : List.of(complete));
        }
        List<Instant> complete = reckoned.getOrDefault(asked, List.of());
        return complete.isEmpty() ? null : complete.get(0);
    }

    private @Nullable Instant reckon(int place, DayRule rule) {
        Absence spell = spells.get(place);
        if (spell.wasNeverMissing()) {
            return null;
        }
        return rule.onDay == DayRule.AFTER_A_MONTH
                ? Oracle.monthComplete(known, spell)
                : Oracle.dayComplete(known, spells, spell, rule, rule.onDay);
    }

    /** The days that count for a rule until {@code end}: those of the spell, or of all in the window. */
    List<Counted> countedUntil(int place, DayRule rule, Instant end) {
        if (known.choice().within(rule) > 0) {
            return Oracle.together(known, spells, rule, known.dateOf(end));
        }
        List<Counted> days = new ArrayList<>();
        if (!spells.get(place).wasNeverMissing()) {
            for (Counted day : Oracle.countedDays(known, spells, spells.get(place), rule, 60)) {
                if (!day.completeAt().isAfter(end)) {
                    days.add(day);
                }
            }
        }
        return days;
    }
}
