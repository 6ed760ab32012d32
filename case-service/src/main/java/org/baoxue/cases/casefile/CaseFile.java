package org.baoxue.cases.casefile;

import static org.baoxue.cases.casefile.Outcome.moved;

import java.time.LocalDate;
import java.util.UUID;
import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.casefile.Happening.Source;
import org.baoxue.cases.casefile.Outcome.Moved;
import org.baoxue.cases.casefile.Outcome.Refused;
import org.baoxue.cases.casefile.Outcome.Unchanged;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger (一生一案): a state, and what may happen to it.
 *
 * <pre>
 *  a rule fires                    returns                     (watch over) a person proposes
 * ------------> Open <--------------------------> ReturnWatch ------------> ClosingProposed
 *               ^  |          absent again                                   |          |
 *               |  | its last firing is withdrawn                 falls back |          | a second person approves
 *               |  v                                                         v          v
 *               | OpenedInError                                      Open, ReturnWatch  Closed
 *               |     | fires again, or a person reopens                                |
 *               +-----+-----------------------------------------------------------------+
 * </pre>
 *
 * An entry is open in {@link Open}, {@link ReturnWatch} and {@link ClosingProposed}; a child has at most one that is. After
 * that the same absence firing again resumes the entry, another absence makes a new one ({@link Opening}).
 */
public sealed interface CaseFile permits Running, ClosingProposed, Cleared {

    Ground ground();

    /** The same state on another ground. */
    CaseFile on(Ground ground);

    /** A rule fired for this child, because of the absence that began on {@code openedOn}. */
    Outcome fired(Firing firing, LocalDate openedOn);

    /** Attendance no longer supports a firing. */
    Outcome withdrawn(String firing, String reason);

    /** Attendance knows of an absence that begins, or goes on after all. */
    default Outcome absent(String spell, LocalDate openedOn) {
        return new Unchanged("the entry is not open");
    }

    /** Attendance says how an absence ended; {@code watchUntil} counts from {@code endedOn}. */
    default Outcome absenceEnded(String spell, Ending ending, LocalDate endedOn, LocalDate watchUntil) {
        return new Unchanged("the entry is not open");
    }

    /** Somebody who is not the attendance says that the child is back. */
    default Outcome returned(LocalDate returnedOn, LocalDate watchUntil, Source source, @Nullable String by) {
        return notOpen();
    }

    default Outcome closingProposed(ClosingReason reason, String by, LocalDate today) {
        return notOpen();
    }

    default Outcome closingApproved(String by) {
        return new Refused("no-closing-proposed", "Nobody proposed to clear this entry: propose it first.");
    }

    default Outcome closingWithdrawn(String by) {
        return new Unchanged("no proposal stands");
    }

    default Outcome reopened(String by) {
        return new Unchanged("the entry is open");
    }

    /** How an absence ended, in the words of rules.md 3.3. */
    enum Ending {
        RETURNED,
        EXCUSED,
        WITHDRAWN,
        LEFT
    }

    /** The first entry of a child, or a further one after {@code previous} was closed. */
    static Moved open(Firing firing, LocalDate openedOn, @Nullable UUID previous) {
        var entry = new Open(Ground.of(firing, openedOn), null);
        return (Moved) moved(entry, Happening.opened(firing, openedOn, previous));
    }

    static Refused notOpen() {
        return new Refused("case-not-open", "This entry is not open: reopen it first.");
    }
}
