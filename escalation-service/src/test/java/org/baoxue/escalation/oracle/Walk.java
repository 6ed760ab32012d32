package org.baoxue.escalation.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.escalation.oracle.Absence.Ending;
import org.baoxue.escalation.oracle.Absence.Mark;
import org.baoxue.escalation.oracle.Told.Called;
import org.baoxue.escalation.oracle.Told.Change;
import org.baoxue.escalation.oracle.Told.Closed;
import org.baoxue.escalation.oracle.Told.Enrolment;
import org.baoxue.escalation.oracle.Told.Leave;
import org.baoxue.escalation.oracle.Told.LeaveTakenBack;
import org.baoxue.escalation.oracle.Told.Seen;
import org.jspecify.annotations.Nullable;

/** Walks one history day by day and session by session, and writes down the spells it meets (rules 3.1 to 3.3). */
final class Walk {
    private final History history;
    private final List<Mark> formerOpenings;
    private final List<Leave> leaves;
    private final List<Called> words;
    private final List<Absence> met = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private @Nullable Mark opening;

    private Walk(History history, List<Mark> formerOpenings) {
        this.history = history;
        this.formerOpenings = formerOpenings;
        this.leaves = leavesInForce(history.facts());
        this.words = lastWords(history.facts());
    }

    /**
     * @param formerOpenings the marks at which a spell was known to open until now: where one has become {@code LATE}, its
     *     spell stands, and has ended there
     */
    static List<Absence> through(History history, List<Mark> formerOpenings) {
        Walk walk = new Walk(history, formerOpenings);
        Day last = walk.lastDay();
        for (Day day = walk.firstDay(); !day.isAfter(last); day = day.next()) {
            walk.oneDay(day);
        }
        if (walk.opening != null) {
            walk.met.add(Absence.open(walk.opening, walk.marks));
        }
        return walk.met;
    }

    private void oneDay(Day day) {
        leaveBegins(day, 0);
        if (isGoneFrom(day)) {
            end(Ending.LEFT, day, null);
        }
        boolean silent = true;
        boolean missed = history.choice().anyAbsence() && isMissed(day);
        for (int session : history.sessions()) {
            leaveBegins(day, session);
            Called called = lastWord(day, session);
            if (called != null) {
                silent = false;
                oneMark(called, missed);
            }
        }
        if (silent && isClosedByExceptionsOnly(day)) {
            end(Ending.RETURNED, day, history.endOf(day));
        }
    }

    /** @param missed the day is one of absence whatever else is said of it */
    private void oneMark(Called called, boolean missed) {
        if (called.seen() == Seen.LATE && wasAnOpening(called)) {
            Mark late = new Mark(called.day(), called.session(), called.takenAt());
            met.add(Absence.open(late, List.of(late)).ended(Ending.RETURNED, called.day(), called.takenAt()));
        }
        if (isCovered(called.day(), called.session())) {
            // whoever was late at its opening was so also where a leave covers it, and was not missing before
            if (called.seen() == Seen.LATE && wasAnOpening(called) && !missed) {
                end(Ending.RETURNED, called.day(), called.takenAt());
            }
            return;
        }
        switch (called.seen()) {
            case PRESENT, LATE -> {
                if (!missed) {
                    end(Ending.RETURNED, called.day(), called.takenAt());
                }
            }
            case LEAVE -> end(Ending.EXCUSED, called.day(), null);
            case ABSENT -> missing(called);
            case UNKNOWN -> throw new IllegalStateException("unknown is no mark");
        }
    }

    private boolean isMissed(Day day) {
        for (int session : history.sessions()) {
            Called called = lastWord(day, session);
            if (called != null && called.seen() == Seen.ABSENT && !isCovered(day, session)) {
                return true;
            }
        }
        return false;
    }

    private void missing(Called called) {
        Mark mark = new Mark(called.day(), called.session(), called.takenAt());
        if (opening == null) {
            opening = mark;
        }
        marks.add(mark);
    }

    private void end(Ending how, Day on, @Nullable Instant seenAgainAt) {
        if (opening != null) {
            met.add(Absence.open(opening, marks).ended(how, on, seenAgainAt));
            opening = null;
            marks.clear();
        }
    }

    private void leaveBegins(Day day, int session) {
        for (Leave leave : leaves) {
            if (leave.covers(day, session)) {
                end(leave.fromSchooling() ? Ending.LEFT : Ending.EXCUSED, day, null);
            }
        }
    }

    private boolean isCovered(Day day, int session) {
        for (Leave leave : leaves) {
            if (leave.covers(day, session)) {
                return true;
            }
        }
        return false;
    }

    /** The highest revision of each leave speaks; a withdrawal is one. */
    private static List<Leave> leavesInForce(List<Told> facts) {
        List<Leave> inForce = new ArrayList<>();
        for (Told fact : facts) {
            if (fact instanceof Leave leave && !isOverruled(leave, facts)) {
                inForce.add(leave);
            }
        }
        return inForce;
    }

    private static boolean isOverruled(Leave leave, List<Told> facts) {
        for (Told fact : facts) {
            if (fact instanceof Leave other && other.id().equals(leave.id()) && other.revision() > leave.revision()) {
                return true;
            }
            if (fact instanceof LeaveTakenBack back
                    && back.id().equals(leave.id())
                    && back.revision() > leave.revision()) {
                return true;
            }
        }
        return false;
    }

    /** Of each class's roll call the highest revision. */
    private static List<Called> lastWords(List<Told> facts) {
        List<Called> words = new ArrayList<>();
        for (Told fact : facts) {
            if (fact instanceof Called called && !isCorrected(called, facts)) {
                words.add(called);
            }
        }
        return words;
    }

    private static boolean isCorrected(Called called, List<Told> facts) {
        for (Told fact : facts) {
            if (fact instanceof Called other
                    && other.revision() > called.revision()
                    && other.session() == called.session()
                    && other.day().equals(called.day())
                    && other.classId().equals(called.classId())) {
                return true;
            }
        }
        return false;
    }

    /** What the roll calls of this session say in the end: of two classes whoever saw more; unknown says nothing. */
    private @Nullable Called lastWord(Day day, int session) {
        Called word = null;
        for (Called called : words) {
            if (called.session() == session
                    && called.day().equals(day)
                    && called.seen() != Seen.UNKNOWN
                    && (word == null || called.seen().compareTo(word.seen()) < 0)) {
                word = called;
            }
        }
        return word;
    }

    private boolean wasAnOpening(Called called) {
        Mark mark = new Mark(called.day(), called.session(), called.takenAt());
        for (Mark opened : formerOpenings) {
            if (opened.isSameSlotAs(mark)) {
                return true;
            }
        }
        return false;
    }

    private boolean isGoneFrom(Day day) {
        for (Told fact : history.facts()) {
            if (fact instanceof Enrolment change
                    && change.effective().equals(day)
                    && (change.change() == Change.GRADUATED || change.change() == Change.TRANSFER_CONFIRMED)) {
                return true;
            }
        }
        return false;
    }

    private boolean isClosedByExceptionsOnly(Day day) {
        for (Told fact : history.facts()) {
            if (fact instanceof Closed closed
                    && closed.exceptionsOnly()
                    && closed.day().equals(day)) {
                return true;
            }
        }
        return false;
    }

    private Day firstDay() {
        Day first = new Day(9999, 1, 1);
        for (Told fact : history.facts()) {
            if (fact instanceof Called called && called.day().isBefore(first)) {
                first = called.day();
            }
        }
        return first;
    }

    /** Beyond the last mark only leaves, closes and changes can end a spell. */
    private Day lastDay() {
        Day last = new Day(1, 1, 1);
        for (Told fact : history.facts()) {
            Day day =
                    switch (fact) {
                        case Called called -> called.day();
                        case Leave leave -> leave.from();
                        case Enrolment change -> change.effective();
                        case Closed closed -> closed.day();
                        case LeaveTakenBack back -> last;
                        case Told.Found found -> last;
                        case Told.Declared declared -> last;
                        case Told.Did did -> last;
                        case Told.Failed failed -> last;
                    };
            last = day.isAfter(last) ? day : last;
        }
        return last;
    }
}
