package org.baoxue.escalation.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.baoxue.escalation.oracle.Absence.Mark;
import org.baoxue.escalation.oracle.Told.Called;
import org.baoxue.escalation.oracle.Told.Seen;
import org.jspecify.annotations.Nullable;

/**
 * What the three hour rules of section 4 make owed, for histories of uncorrected roll calls: one line for each rule and date,
 * with the due time, or {@code unseen} where the mark was accepted too late for anybody to act. Times are reckoned as things
 * were known when the mark was accepted.
 */
final class HourDuties {
    private final History history;
    private final List<String> lines = new ArrayList<>();
    private final Set<Day> undecided = new HashSet<>();

    private HourDuties(History history) {
        this.history = history;
    }

    static HourDuties of(History history) {
        HourDuties duties = new HourDuties(history);
        for (Told fact : history.facts()) {
            if (fact instanceof Called called && called.seen() == Seen.ABSENT) {
                duties.oneMark(called);
            }
        }
        duties.lines.removeIf(line -> duties.undecided.contains(Day.of(line.substring(0, 10))));
        Collections.sort(duties.lines);
        return duties;
    }

    List<String> lines() {
        return lines;
    }

    /** Dates of which the text does not say what a mark known so late still makes owed. */
    Set<Day> undecided() {
        return undecided;
    }

    private void oneMark(Called called) {
        History known = history.asKnownAt(called.acceptedAt());
        Absence spell = spellOf(known, called);
        if (spell != null && !isFirstOfItsDate(spell, called)) {
            return;
        }
        if (spell == null || spell.ending() != null) {
            undecided.add(called.day());
            return;
        }
        Instant caseOpens = Oracle.dayComplete(known, spell, 3);
        boolean caseIsOpen = caseOpens != null && !caseOpens.isAfter(called.acceptedAt());
        if (!caseIsOpen) {
            owed(called);
        } else if (!called.takenAt().isAfter(caseOpens) || !staysWithACase(called)) {
            undecided.add(called.day());
        }
    }

    private static boolean isFirstOfItsDate(Absence spell, Called called) {
        for (Mark mark : spell.absentMarks()) {
            if (mark.day().equals(called.day())) {
                return mark.session() == called.session();
            }
        }
        return false;
    }

    /** False where something known later takes the case away from this mark's spell: its duties are opened after the fact. */
    private boolean staysWithACase(Called called) {
        Absence spell = spellOf(history, called);
        Instant caseOpens = spell == null ? null : Oracle.dayComplete(history, spell, 3);
        return caseOpens != null && called.takenAt().isAfter(caseOpens);
    }

    private static @Nullable Absence spellOf(History known, Called called) {
        Mark mark = new Mark(called.day(), called.session(), called.takenAt());
        for (Absence spell : Walk.through(known, List.of())) {
            for (Mark own : spell.absentMarks()) {
                if (own.isSameSlotAs(mark)) {
                    return spell;
                }
            }
        }
        return null;
    }

    private void owed(Called called) {
        Instant contact = due(called, called.takenAt().plus(Duration.ofHours(1)));
        Instant listByMark = called.takenAt().plus(Duration.ofHours(2));
        Instant list = due(called, listByMark);
        // a list that is itself known late moves nothing here: "due one hour after acceptance" is said of every hour
        // rule
        Instant verify = due(called, verification(called.day(), listByMark));
        line("contact-guardian", called.day(), contact);
        line("report-absence-list", called.day(), list);
        line("verify-same-day", called.day(), verify);
    }

    /** The later of 18:00 and two hours after the list; after 21:00 it is the next school day at 10:00. */
    private Instant verification(Day day, Instant list) {
        Instant evening = day.at(18 * 60, history.zone());
        Instant afterList = list.plus(Duration.ofHours(2));
        Instant due = afterList.isAfter(evening) ? afterList : evening;
        return due.isAfter(day.at(21 * 60, history.zone()))
                ? history.almanac().schoolDayAfter(day).at(10 * 60, history.zone())
                : due;
    }

    /** Known late: an hour after acceptance on the same day, on a later day nobody could have seen it. */
    private @Nullable Instant due(Called called, Instant due) {
        if (!called.acceptedAt().isAfter(due)) {
            return due;
        }
        boolean sameDay = called.acceptedAt().isBefore(called.day().next().at(0, history.zone()));
        return sameDay ? called.acceptedAt().plus(Duration.ofHours(1)) : null;
    }

    private void line(String rule, Day day, @Nullable Instant due) {
        lines.add(day + " " + rule + " " + (due == null ? "unseen" : due));
    }
}
