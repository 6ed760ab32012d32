package org.baoxue.notification.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the other services said, as far as somebody is to be told or no longer to be told. */
public sealed interface Heard {

    /**
     * Somebody is to be told.
     *
     * @param actor the person whose entry it is
     */
    record ToTell(
            Cause cause,
            Subject subject,
            Matter matter,
            List<Tell> tell,
            @Nullable String actor) implements Heard {}

    /** The post that owes a duty is held by nobody, and no notice of its own is on its way to the level above. */
    record Vacancy(Cause cause, Subject subject, Matter matter, PostRef owner, Instant at) implements Heard {}

    record DutyDone(String duty) implements Heard {}

    /** Another post owes it from here on; {@code from} no longer does. */
    record DutyHandedOver(String duty, PostRef from) implements Heard {}

    record DutyLapsed(String duty, @Nullable PostRef owner) implements Heard {}

    /** A duty that is not owed after all; {@code correct}: whoever was told hears it. */
    record DutyCancelled(
            String duty,
            boolean correct,
            @Nullable String reason,
            @Nullable String actor,
            Instant at) implements Heard {}

    /** A firing that the facts no longer support: its tellings were wrong. */
    record FiringWithdrawn(
            String firing,
            @Nullable String reason,
            @Nullable String actor,
            Instant at) implements Heard {}

    /** The child is back, excused or gone. */
    record SpellEnded(String spell) implements Heard {}

    /** The principal signed a report; it goes to its recipients as what the duty's end has to tell. */
    record ReportSigned(
            Cause duty,
            Subject subject,
            Matter matter,
            String number,
            List<PostRef> recipients,
            String signedBy,
            Instant at)
            implements Heard {}
}
