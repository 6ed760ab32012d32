package org.baoxue.notification.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.notification.plan.Heard;
import org.baoxue.notification.vacancy.Owing;

/** Which event says what; a type that this service does not know says nothing. */
final class Hearing {

    private static final String PREFIX = "org.baoxue.escalation.";
    private static final Set<String> SAY_SOMETHING = Set.of(
            "duty-opened.v1",
            "telling.v1",
            "duty-done.v1",
            "duty-moved.v1",
            "duty-lapsed.v1",
            "duty-cancelled.v1",
            "duty-corrected.v1",
            "rule-withdrawn.v1",
            "spell-ended.v1");

    private Hearing() {}

    static List<Heard> of(IncomingEvent event) {
        if (!isForUs(event)) {
            return List.of();
        }
        var said = event.as(DutyEvent.class);
        return switch (event.type().substring(PREFIX.length())) {
            case "duty-opened.v1", "telling.v1" -> List.of(toTell(said));
            case "duty-done.v1" -> List.of(new Heard.DutyDone(duty(said)), toTell(said));
            case "duty-moved.v1" -> moved(said);
            case "duty-lapsed.v1" -> List.of(new Heard.DutyLapsed(duty(said), said.owner()), toTell(said));
            case "duty-cancelled.v1" -> List.of(cancelled(said, Boolean.TRUE.equals(said.tellCorrection())));
            case "duty-corrected.v1" -> List.of(cancelled(said, !Boolean.FALSE.equals(said.tellCorrection())));
            case "rule-withdrawn.v1" ->
                List.of(new Heard.FiringWithdrawn(
                        DutyEvent.required(said.firing(), "firing"), said.reason(), said.actor(), said.happenedAt()));
            case "spell-ended.v1" -> List.of(new Heard.SpellEnded(DutyEvent.required(said.spell(), "spell")));
            default -> throw new IllegalStateException("nothing is made of " + event.type());
        };
    }

    /** What of it is owed from here on, or no longer. */
    static Optional<Owing> owing(IncomingEvent event) {
        if (!isForUs(event)) {
            return Optional.empty();
        }
        return switch (event.type().substring(PREFIX.length())) {
            case "duty-opened.v1", "duty-moved.v1" -> owed(event.as(DutyEvent.class));
            case "duty-done.v1", "duty-lapsed.v1", "duty-cancelled.v1", "duty-corrected.v1" ->
                Optional.of(new Owing.Over(duty(event.as(DutyEvent.class))));
            default -> Optional.empty();
        };
    }

    private static Optional<Owing> owed(DutyEvent said) {
        var owner = said.owner();
        var dueAt = said.dueAt();
        return owner == null || dueAt == null
                ? Optional.empty()
                : Optional.of(new Owing.Owed(said.cause(), said.codes(), said.matter(), owner, dueAt));
    }

    /** Of what another type says not even the shape is known. */
    static boolean isForUs(IncomingEvent event) {
        return event.payload() != null
                && event.type().startsWith(PREFIX)
                && SAY_SOMETHING.contains(event.type().substring(PREFIX.length()));
    }

    /** Another due time is no news. Another owner hears of it, and the one before is asked for nothing any more. */
    private static List<Heard> moved(DutyEvent said) {
        if (said.tells().isEmpty()) {
            return List.of();
        }
        var former = said.formerOwner();
        return former == null
                ? List.of(toTell(said))
                : List.of(new Heard.DutyHandedOver(duty(said), former), toTell(said));
    }

    private static Heard.ToTell toTell(DutyEvent said) {
        return new Heard.ToTell(said.cause(), said.codes(), said.matter(), said.tells(), said.actor());
    }

    private static Heard cancelled(DutyEvent said, boolean correct) {
        return new Heard.DutyCancelled(duty(said), correct, said.reason(), said.actor(), said.happenedAt());
    }

    private static String duty(DutyEvent said) {
        return DutyEvent.required(said.duty(), "duty");
    }
}
