package org.baoxue.cases.casefile;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to an entry, the past tense of the ledger; the components are the fields of its event. */
public sealed interface Happening {

    enum Source {
        ATTENDANCE,
        PERSON,
        PLATFORM
    }

    enum Relapse {
        ABSENT_AGAIN,
        RETURN_CORRECTED,
        /** The return was told by a person or the platform, and attendance says absent past the watch. */
        STILL_ABSENT
    }

    enum Fall {
        BY_PERSON,
        RELAPSE
    }

    enum Again {
        FIRED_AGAIN,
        BY_PERSON
    }

    record Opened(
            String firing,
            String spell,
            String reasonRule,
            LocalDate openedOn,
            @Nullable UUID previous) implements Happening {}

    /** Another firing speaks of the same entry; nobody outside needs to hear of it. */
    record Joined(String firing, String spell, String rule) implements Happening {}

    /** A firing fell; the entry stands on others, or waits for people. */
    record FiringFell(String firing, String reason) implements Happening {}

    /** The absence ended otherwise than by a return; the entry stays until two persons clear it. */
    record AbsenceEnded(String spell, String ending, LocalDate endedOn) implements Happening {}

    record Returned(
            LocalDate returnedOn,
            LocalDate watchUntil,
            String spell,
            Source source,
            @Nullable String by) implements Happening {}

    /** The calendar changed since the return: its watch goes on, and whoever was told its last day is told the new one. */
    record WatchProlonged(LocalDate previousWatchUntil, LocalDate watchUntil) implements Happening {}

    record Relapsed(String spell, Relapse reason) implements Happening {}

    record ClosingProposed(ClosingReason reason, String proposedBy) implements Happening {}

    record ClosingWithdrawn(Fall reason, @Nullable String by) implements Happening {}

    record Closed(ClosingReason reason, String proposedBy, String approvedBy) implements Happening {}

    record OpenedInError(String firing, String reason) implements Happening {}

    record Reopened(
            Again reason,
            @Nullable String firing,
            @Nullable String spell,
            @Nullable String by) implements Happening {}

    static Happening opened(Ground.Firing firing, LocalDate openedOn, @Nullable UUID previous) {
        return new Opened(firing.id(), firing.spell(), firing.rule(), openedOn, previous);
    }

    static Happening joined(Ground.Firing firing) {
        return new Joined(firing.id(), firing.spell(), firing.rule());
    }
}
