package org.baoxue.cases.casefile;

import static org.baoxue.cases.casefile.Outcome.moved;

import java.time.LocalDate;
import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.casefile.Happening.Relapse;
import org.baoxue.cases.casefile.Happening.Source;
import org.baoxue.cases.casefile.Outcome.Refused;
import org.baoxue.cases.casefile.Outcome.Unchanged;
import org.jspecify.annotations.Nullable;

/** The child is back; an absence up to and including {@code watchUntil} resumes the entry. */
public record ReturnWatch(Ground ground, LocalDate returnedOn, LocalDate watchUntil) implements Running {

    @Override
    public ReturnWatch on(Ground other) {
        return new ReturnWatch(other, returnedOn, watchUntil);
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
        var ended = new ReturnWatch(ground.away(false), endedOn, until);
        if (ending != Ending.RETURNED || ended.equals(this)) {
            return ground.away() ? moved(on(ground.away(false))) : new Unchanged("the return is known");
        }
        return moved(ended, new Happening.Returned(endedOn, until, spell, Source.ATTENDANCE, null));
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
        if (ground.away()) {
            return new Refused(
                    "attendance-says-absent",
                    "Attendance still says that the child is absent: have the school post a roll call with the child"
                            + " present first.");
        }
        return today.isAfter(watchUntil)
                ? proposed(reason, by)
                : new Refused(
                        "return-watch-runs",
                        "One present lesson clears nobody: the return is watched until %s, propose it after that day."
                                .formatted(watchUntil));
    }
}
