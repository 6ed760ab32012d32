package org.baoxue.escalation.oracle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One spell, as the text of section 3 has it; what is not yet ended has no ending. */
record Absence(
        Mark opening,
        List<Mark> absentMarks,
        @Nullable Ending ending,
        @Nullable Day endedOn,
        @Nullable Instant returnedAt) {

    record Mark(Day day, int session, Instant takenAt) {
        boolean isSameSlotAs(Mark other) {
            return day.equals(other.day) && session == other.session;
        }
    }

    enum Ending {
        RETURNED,
        EXCUSED,
        LEFT,
        WITHDRAWN
    }

    /** The {@code number}-th counted day. */
    record Counted(int number, Day day, boolean confirmed, Instant completeAt) {}

    static Absence open(Mark opening, List<Mark> marks) {
        return new Absence(opening, List.copyOf(marks), null, null, null);
    }

    Absence ended(Ending how, Day on, @Nullable Instant seenAgainAt) {
        return new Absence(opening, absentMarks, how, on, seenAgainAt);
    }

    /** Withdrawn, or corrected to late at its opening. */
    boolean wasNeverMissing() {
        return ending == Ending.WITHDRAWN || opening.takenAt().equals(returnedAt);
    }

    boolean sharesAMarkWith(Absence other) {
        for (Mark mine : absentMarks) {
            for (Mark his : other.absentMarks) {
                if (mine.isSameSlotAs(his)) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean hasAbsentMarkOn(Day day) {
        for (Mark mark : absentMarks) {
            if (mark.day().equals(day)) {
                return true;
            }
        }
        return false;
    }
}
