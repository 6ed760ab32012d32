package org.baoxue.cases.casefile;

import static org.baoxue.cases.casefile.Outcome.moved;

import java.time.LocalDate;
import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.casefile.Happening.Relapse;
import org.baoxue.cases.casefile.Happening.Source;
import org.baoxue.cases.casefile.Outcome.Refused;
import org.baoxue.cases.casefile.Outcome.Unchanged;
import org.jspecify.annotations.Nullable;

/**
 * The child is back; an absence up to and including {@code watchUntil} resumes the entry.
 *
 * @param attended whether a roll call saw the child back, not only a person or the platform
 */
public record ReturnWatch(Ground ground, LocalDate returnedOn, LocalDate watchUntil, boolean attended)
        implements Running {

    @Override
    public ReturnWatch on(Ground other) {
        return new ReturnWatch(other, returnedOn, watchUntil, attended);
    }

    @Override
    public Outcome fired(Firing firing, LocalDate openedOn) {
        if (ground.knows(firing)) {
            return new Unchanged("this firing is known");
        }
        var joined = Happening.joined(firing);
        var stands = ground.with(firing);
        return firing.spell().equals(ground.spell())
                ? moved(on(stands), joined)
                : moved(
                        new Open(stands.following(firing.spell(), openedOn), this),
                        new Happening.Relapsed(firing.spell(), Relapse.ABSENT_AGAIN),
                        joined);
    }

    @Override
    public Outcome absent(String spell, LocalDate openedOn) {
        if (spell.equals(ground.spell())) {
            return ground.away()
                    ? new Unchanged("this absence is known")
                    : relapsed(spell, openedOn, Relapse.RETURN_CORRECTED);
        }
        return openedOn.isBefore(returnedOn) || openedOn.isAfter(watchUntil)
                ? new Unchanged("outside the watch")
                : relapsed(spell, openedOn, Relapse.ABSENT_AGAIN);
    }

    private Outcome relapsed(String spell, LocalDate openedOn, Relapse reason) {
        return moved(new Open(ground.following(spell, openedOn), this), new Happening.Relapsed(spell, reason));
    }

    @Override
    public Outcome absenceEnded(String spell, Ending ending, LocalDate endedOn, LocalDate until) {
        if (!spell.equals(ground.spell())) {
            return new Unchanged("another absence");
        }
        var over = ground.away(false);
        var next = ending == Ending.RETURNED
                ? new ReturnWatch(over, endedOn, until, true)
                : new ReturnWatch(over, returnedOn, watchUntil, false);
        if (next.equals(this)) {
            return new Unchanged("this ending is known");
        }
        return ending == Ending.RETURNED
                ? moved(next, new Happening.Returned(endedOn, until, spell, Source.ATTENDANCE, null))
                : moved(next, new Happening.AbsenceEnded(spell, ending.name(), endedOn));
    }

    @Override
    public Outcome returned(LocalDate on, LocalDate until, Source source, @Nullable String by) {
        return new Unchanged("the return is known");
    }

    @Override
    public Outcome closingProposed(ClosingReason reason, String by, LocalDate today) {
        if (reason != ClosingReason.RETURNED) {
            return proposed(reason, by);
        }
        if (!attended) {
            return unseen();
        }
        return today.isAfter(watchUntil)
                ? proposed(reason, by)
                : new Refused(
                        "return-watch-runs",
                        "One present lesson clears nobody: the return is watched until %s, propose it after that day."
                                .formatted(watchUntil));
    }

    /**
     * Undoes a return of which attendance never stopped saying that the child is absent, once its watch is over.
     *
     * @param until its last day, counted anew: the calendar may have changed since the return
     */
    Outcome over(LocalDate today, LocalDate until) {
        if (!ground.away()) {
            return new Unchanged("the absence is over");
        }
        var counted = new ReturnWatch(ground, returnedOn, until, attended);
        if (today.isAfter(until)) {
            return moved(new Open(ground, counted), new Happening.Relapsed(ground.spell(), Relapse.STILL_ABSENT));
        }
        return until.isAfter(watchUntil)
                ? moved(counted, new Happening.WatchProlonged(watchUntil, until))
                // looked at before its end, for the school's zone changed: written again it is due by the zone of now
                : moved(this);
    }

    /** Why the entry is not to be cleared as returned before attendance itself has seen the child. */
    Refused unseen() {
        return ground.away()
                ? new Refused(
                        "attendance-says-absent",
                        "Attendance still says that the child is absent: have the school post a roll call with the child"
                                + " present first.")
                : new Refused(
                        "attendance-saw-no-return",
                        "The absence ended, but no roll call ended it by seeing the child: clear the entry for the"
                                + " reason by which it ended.");
    }
}
