package org.baoxue.cases.casefile;

import static org.baoxue.cases.casefile.Outcome.moved;

import java.time.LocalDate;
import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.casefile.Happening.Again;
import org.baoxue.cases.casefile.Outcome.Unchanged;

/** An entry that is no longer open; it stays readable, and the same absence firing again resumes it. */
public sealed interface Cleared extends CaseFile permits Closed, OpenedInError {

    @Override
    default Outcome fired(Firing firing, LocalDate openedOn) {
        if (ground().knows(firing)) {
            return new Unchanged("this firing is known");
        }
        return firing.spell().equals(ground().spell())
                ? moved(
                        new Open(ground().with(firing), null),
                        new Happening.Reopened(Again.FIRED_AGAIN, firing.id(), firing.spell(), null))
                : new Unchanged("another absence");
    }

    @Override
    default Outcome reopened(String by) {
        return moved(new Open(ground(), null), new Happening.Reopened(Again.BY_PERSON, null, ground().spell(), by));
    }
}
