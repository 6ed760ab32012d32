package org.baoxue.escalation.duty;

import java.time.Instant;
import java.util.List;
import org.baoxue.escalation.duty.Duty.Reason;
import org.baoxue.escalation.spell.CountedDay;
import org.baoxue.escalation.spell.Fact.Entry;

/** One thing that changes, with the duty or firing as it is afterwards, who is to be told, and why. */
public sealed interface Decision {
    Why why();

    /** Who is to be told of it. */
    default List<Tell> tells() {
        return List.of();
    }

    /** What becomes of a duty. */
    sealed interface OfDuty extends Decision {
        Duty duty();
    }

    /** @param entry the roll call that made it owed, where one did */
    record Opened(Duty duty, List<Tell> tells, Why why, Entry entry) implements OfDuty {}

    record Moved(Duty duty, String reason, Why why) implements OfDuty {}

    record Finished(Duty duty, String evidence, List<Tell> tells, Why why) implements OfDuty {}

    /** @param foreseen when its time had run out, with what word of its ending may travel */
    record Lapsed(Duty duty, boolean unseen, Instant foreseen, List<Tell> tells, Why why) implements OfDuty {}

    /** @param toldWrongly whoever was told must hear that it was not so */
    record Cancelled(Duty duty, Reason reason, boolean toldWrongly, Why why) implements OfDuty {}

    /** A duty that has its ending turns out unfounded: whoever was told must hear it. */
    record Corrected(Duty duty, Reason reason, Why why) implements OfDuty {}

    record Fired(String spell, Firing firing, List<CountedDay> days, Why why) implements Decision {}

    record Withdrawn(Firing firing, Reason reason, Why why) implements Decision {}

    /** What waited to leave the school went, or never will. */
    record Settled(Firing firing, Why why) implements Decision {}

    /** People are told because a rule fired, without owing anything. */
    record Told(String telling, String spell, Firing firing, List<Tell> tells, Why why) implements Decision {}
}
