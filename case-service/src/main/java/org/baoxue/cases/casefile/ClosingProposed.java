package org.baoxue.cases.casefile;

import static org.baoxue.cases.casefile.Outcome.moved;

import java.time.LocalDate;
import java.util.ArrayList;
import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.casefile.Happening.Fall;
import org.baoxue.cases.casefile.Happening.Source;
import org.baoxue.cases.casefile.Outcome.Moved;
import org.baoxue.cases.casefile.Outcome.Refused;
import org.baoxue.cases.casefile.Outcome.Unchanged;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a second person.
 *
 * @param before where it falls back to
 */
public record ClosingProposed(Running before, ClosingReason reason, String proposedBy) implements CaseFile {

    @Override
    public Ground ground() {
        return before.ground();
    }

    @Override
    public ClosingProposed on(Ground other) {
        return with((Running) before.on(other));
    }

    private ClosingProposed with(Running other) {
        return new ClosingProposed(other, reason, proposedBy);
    }

    @Override
    public Outcome fired(Firing firing, LocalDate openedOn) {
        return after(before.fired(firing, openedOn));
    }

    @Override
    public Outcome withdrawn(String firing, String why) {
        return after(before.withdrawn(firing, why));
    }

    @Override
    public Outcome absent(String spell, LocalDate openedOn) {
        return after(before.absent(spell, openedOn));
    }

    @Override
    public Outcome absenceEnded(String spell, Ending ending, LocalDate endedOn, LocalDate watchUntil) {
        return after(before.absenceEnded(spell, ending, endedOn, watchUntil));
    }

    @Override
    public Outcome returned(LocalDate on, LocalDate until, Source source, @Nullable String by) {
        return after(before.returned(on, until, source, by));
    }

    /** A relapse makes the proposal fall, the end of the ground ends it; anything else leaves it standing. */
    private Outcome after(Outcome outcome) {
        return switch (outcome) {
            case Moved(Open next, var happenings)
            when before instanceof ReturnWatch -> {
                var all = new ArrayList<Happening>();
                all.add(new Happening.ClosingWithdrawn(Fall.RELAPSE, null));
                all.addAll(happenings);
                yield new Moved(next, all);
            }
            case Moved(Running next, var happenings) -> new Moved(with(next), happenings);
            case Moved over -> over;
            case Unchanged same -> same;
            case Refused no -> no;
        };
    }

    @Override
    public Outcome closingProposed(ClosingReason other, String by, LocalDate today) {
        return other == reason && by.equals(proposedBy)
                ? new Unchanged("this is proposed")
                : new Refused(
                        "closing-already-proposed",
                        "A proposal to clear this entry stands: approve it, or have it withdrawn first.");
    }

    @Override
    public Outcome closingApproved(String by) {
        if (reason == ClosingReason.RETURNED && before instanceof ReturnWatch watch && !watch.attended()) {
            return watch.unseen();
        }
        return by.equals(proposedBy)
                ? new Refused(
                        "second-person-needed",
                        "You proposed this yourself: clearing an entry is the act of a second person.")
                : moved(new Closed(ground(), reason, proposedBy, by), new Happening.Closed(reason, proposedBy, by));
    }

    @Override
    public Outcome closingWithdrawn(String by) {
        return moved(before, new Happening.ClosingWithdrawn(Fall.BY_PERSON, by));
    }
}
