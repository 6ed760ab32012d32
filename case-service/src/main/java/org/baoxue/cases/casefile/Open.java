package org.baoxue.cases.casefile;

import static org.baoxue.cases.casefile.Outcome.moved;

import java.time.LocalDate;
import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.casefile.Happening.Source;
import org.baoxue.cases.casefile.Outcome.Refused;
import org.baoxue.cases.casefile.Outcome.Unchanged;
import org.jspecify.annotations.Nullable;

/**
 * The child stays away.
 *
 * @param interrupted the watch that a relapse broke off
 */
public record Open(Ground ground, @Nullable ReturnWatch interrupted) implements Running {

    @Override
    public Open on(Ground other) {
        return new Open(other, interrupted);
    }

    @Override
    public Outcome fired(Firing firing, LocalDate openedOn) {
        return ground.knows(firing)
                ? new Unchanged("this firing is known")
                : moved(on(ground.hearing(firing, openedOn)), Happening.joined(firing));
    }

    @Override
    public Outcome absent(String spell, LocalDate openedOn) {
        var follows = ground.following(spell, openedOn);
        return follows.equals(ground) ? new Unchanged("this absence is known") : moved(on(follows));
    }

    @Override
    public Outcome absenceEnded(String spell, Ending ending, LocalDate endedOn, LocalDate watchUntil) {
        if (!spell.equals(ground.spell())) {
            return new Unchanged("another absence");
        }
        var ended = ground.away(false);
        return switch (ending) {
            case RETURNED -> watch(new ReturnWatch(ended, endedOn, watchUntil, true), Source.ATTENDANCE, null);
            case EXCUSED -> watchesOn(ended, endedOn, watchUntil, ending);
            case WITHDRAWN ->
                watchesOn(ended, endedOn, interrupted == null ? watchUntil : interrupted.watchUntil(), ending);
            case LEFT -> ended(ended, ending, endedOn);
        };
    }

    /** A relapse that turns out excused, or no absence at all, before any rule fired for it: the watch goes on. */
    private Outcome watchesOn(Ground ended, LocalDate endedOn, LocalDate until, Ending ending) {
        return interrupted == null || ended.hasFiringOf(ended.spell())
                ? ended(ended, ending, endedOn)
                : watch(
                        new ReturnWatch(ended, interrupted.returnedOn(), until, interrupted.attended()),
                        Source.ATTENDANCE,
                        null);
    }

    private Outcome ended(Ground ended, Ending ending, LocalDate endedOn) {
        return moved(on(ended), new Happening.AbsenceEnded(ended.spell(), ending.name(), endedOn));
    }

    @Override
    public Outcome returned(LocalDate returnedOn, LocalDate watchUntil, Source source, @Nullable String by) {
        return watch(new ReturnWatch(ground, returnedOn, watchUntil, false), source, by);
    }

    private static Outcome watch(ReturnWatch watch, Source source, @Nullable String by) {
        var spell = watch.ground().spell();
        return moved(watch, new Happening.Returned(watch.returnedOn(), watch.watchUntil(), spell, source, by));
    }

    @Override
    public Outcome closingProposed(ClosingReason reason, String by, LocalDate today) {
        return reason == ClosingReason.RETURNED
                ? new Refused(
                        "child-not-back",
                        "Nothing says that the child is back: record the return first; the entry can be cleared after"
                                + " the return watch.")
                : proposed(reason, by);
    }
}
