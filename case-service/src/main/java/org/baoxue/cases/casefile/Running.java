package org.baoxue.cases.casefile;

import static org.baoxue.cases.casefile.Outcome.moved;

import java.util.Set;
import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.casefile.Outcome.Unchanged;

/** An entry that nobody has proposed to clear. */
public sealed interface Running extends CaseFile permits Open, ReturnWatch {

    /** What a paper or a departure takes back was no wrong mark: whether the entry goes on is for two persons to say. */
    Set<String> FOR_PEOPLE = Set.of("EXCUSED", "LEFT");

    @Override
    default Outcome withdrawn(String firing, String reason) {
        var known = ground().firing(firing).filter(Firing::standing);
        if (known.isEmpty()) {
            return new Unchanged("no such firing stands");
        }
        var left = ground().with(known.get().fallen());
        return left.stands() || FOR_PEOPLE.contains(reason)
                ? moved(on(left), new Happening.FiringFell(firing, reason))
                : moved(new OpenedInError(left), new Happening.OpenedInError(firing, reason));
    }

    default Outcome proposed(ClosingReason reason, String by) {
        return moved(new ClosingProposed(this, reason, by), new Happening.ClosingProposed(reason, by));
    }
}
