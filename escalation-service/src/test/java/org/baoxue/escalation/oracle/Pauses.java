package org.baoxue.escalation.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.escalation.oracle.Absence.Mark;
import org.baoxue.escalation.oracle.Told.Change;
import org.baoxue.escalation.oracle.Told.Enrolment;
import org.baoxue.escalation.oracle.Told.Found;
import org.jspecify.annotations.Nullable;

/**
 * What holds the day rules of one spell for a while (rules 3.3 and 3.6), as far as is known.
 *
 * <p>Readings: what falls due or becomes known while a pause runs waits for its end. An outcome speaks of every absence that
 * its date lies in; its day is the one on which it was found. The pause of a transfer begins with the date of the transfer,
 * once it is known, and is over when a later change of enrolment says where the child belongs.
 */
final class Pauses {
    private final Moment now;
    private final Absence spell;
    private final int place;
    private final List<Pause> pauses = new ArrayList<>();

    private record Pause(Instant from, Instant until) {
        boolean isRunning(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    Pauses(Moment now, int place) {
        this.now = now;
        this.spell = now.spell(place);
        this.place = place;
        waitForThePaper();
        waitForTheReceivingSchool();
    }

    /** When something that is complete at {@code end} is due. */
    Instant due(Instant end) {
        Instant due = end;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Pause pause : pauses) {
                if (pause.isRunning(due)) {
                    due = pause.until();
                    moved = true;
                }
            }
        }
        return due;
    }

    boolean isRunning() {
        return due(now.at()).isAfter(now.at());
    }

    List<Instant> ends() {
        return pauses.stream().map(Pause::until).toList();
    }

    /** A mark was found mistaken, is not corrected, and no later one has said again that the child is missing. */
    boolean isThoughtMistaken() {
        for (Told fact : now.known().facts()) {
            if (fact instanceof Found found
                    && found.outcome().equals("MARKED_BY_MISTAKE")
                    && now.mistakenDay(place, found.day()) != null
                    && !isMissedAfter(found.acceptedAt())) {
                return true;
            }
        }
        return false;
    }

    private boolean isMissedAfter(Instant found) {
        for (Mark mark : spell.absentMarks()) {
            if (mark.takenAt().isAfter(found)) {
                return true;
            }
        }
        return false;
    }

    /** From the first valid reason until the third end of a school day after it. */
    private void waitForThePaper() {
        @Nullable Instant first = null;
        for (Told fact : now.known().facts()) {
            if (fact instanceof Found found
                    && (found.outcome().equals("ILL") || found.outcome().equals("REASON_VALID"))
                    && now.isSpokenOf(place, found.day())
                    && (first == null || found.acceptedAt().isBefore(first))) {
                first = found.acceptedAt();
            }
        }
        if (first != null) {
            pauses.add(new Pause(first, schoolDayEnd(now.known().dateOf(first), 3)));
        }
    }

    private void waitForTheReceivingSchool() {
        @Nullable Enrolment last = null;
        for (Told fact : now.known().facts()) {
            if (fact instanceof Enrolment change && (last == null || change.revision() > last.revision())) {
                last = change;
            }
        }
        if (last != null && last.change() == Change.TRANSFER_OUT) {
            Instant leaves = last.effective().at(0, now.known().zone());
            Instant from = leaves.isAfter(last.acceptedAt()) ? leaves : last.acceptedAt();
            pauses.add(new Pause(from, schoolDayEnd(last.effective(), 10)));
        }
    }

    private Instant schoolDayEnd(Day day, int n) {
        return now.known().endOf(now.known().almanac().schoolDayAfter(day, n));
    }
}
