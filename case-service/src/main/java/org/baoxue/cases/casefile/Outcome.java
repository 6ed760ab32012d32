package org.baoxue.cases.casefile;

import java.util.ArrayList;
import java.util.List;

/** What a transition came to; "no" is a value. */
public sealed interface Outcome {

    /** @param happenings in order */
    record Moved(CaseFile next, List<Happening> happenings) implements Outcome {
        public Moved {
            happenings = List.copyOf(happenings);
        }

        Moved then(Happening happening) {
            var all = new ArrayList<>(happenings);
            all.add(happening);
            return new Moved(next, all);
        }
    }

    /** It is so already, or does not concern this entry. */
    record Unchanged(String why) implements Outcome {}

    /**
     * It must not be.
     *
     * @param slug stable, for machines
     * @param sentence says how to mend it
     */
    record Refused(String slug, String sentence) implements Outcome {}

    static Outcome moved(CaseFile next, Happening... happenings) {
        return new Moved(next, List.of(happenings));
    }
}
