package org.baoxue.cases.casefile;

import java.time.LocalDate;
import java.util.UUID;
import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.casefile.Outcome.Moved;
import org.baoxue.cases.casefile.Outcome.Unchanged;
import org.jspecify.annotations.Nullable;

/** Whether a firing makes a new entry or goes into the child's latest one: never two open ones. */
public sealed interface Opening {

    /** The child needs a new entry. */
    record NewEntry(Moved opened) implements Opening {}

    /** The latest entry takes the firing in. */
    record LatestEntry(Outcome outcome) implements Opening {}

    /**
     * @param latest the child's latest entry, if there is one
     * @param id of the latest entry
     */
    static Opening decide(@Nullable CaseFile latest, @Nullable UUID id, Firing firing, LocalDate openedOn) {
        if (latest == null) {
            return new NewEntry(CaseFile.open(firing, openedOn, null));
        }
        var outcome = latest.fired(firing, openedOn);
        boolean another = latest instanceof Cleared
                && outcome instanceof Unchanged
                && !latest.ground().knows(firing);
        return another ? new NewEntry(CaseFile.open(firing, openedOn, id)) : new LatestEntry(outcome);
    }
}
