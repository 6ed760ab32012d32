package org.baoxue.notification.intake;

import java.util.List;
import java.util.Set;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.notification.plan.Heard;
import org.baoxue.notification.plan.Notice;
import org.baoxue.notification.plan.PostRef;

/** Which event says what; a type that this service does not know says nothing. */
final class Hearing {

    private static final String PREFIX = "org.baoxue.escalation.";

    /** What an escalation that looks for vacant posts itself calls its telling. */
    private static final String VACANT = "vacant";

    private Hearing() {}

    /** @param vacant the posts that nobody holds, of those that own the duties heard */
    static List<Heard> of(IncomingEvent event, Set<PostRef> vacant) {
        if (!event.type().startsWith(PREFIX) || event.payload() == null) {
            return List.of();
        }
        var said = event.as(DutyEvent.class);
        return switch (event.type().substring(PREFIX.length())) {
            case "duty-opened.v1" -> opened(said, vacant);
            case "telling.v1" -> List.of(toTell(said));
            case "duty-done.v1" -> List.of(new Heard.DutyDone(duty(said)), toTell(said));
            case "duty-lapsed.v1" -> List.of(new Heard.DutyLapsed(duty(said), said.owner()), toTell(said));
            case "duty-cancelled.v1" -> List.of(cancelled(said, Boolean.TRUE.equals(said.tellCorrection())));
            case "duty-corrected.v1" -> List.of(cancelled(said, !Boolean.FALSE.equals(said.tellCorrection())));
            case "rule-withdrawn.v1" ->
                List.of(new Heard.FiringWithdrawn(
                        DutyEvent.required(said.firing(), "firing"), said.reason(), said.actor(), said.happenedAt()));
            case "spell-ended.v1" -> List.of(new Heard.SpellEnded(DutyEvent.required(said.spell(), "spell")));
            default -> List.of();
        };
    }

    private static List<Heard> opened(DutyEvent said, Set<PostRef> vacant) {
        var toTell = toTell(said);
        var owner = said.owner();
        if (owner == null || !vacant.contains(owner) || isToldAnyway(toTell, owner)) {
            return List.of(toTell);
        }
        var vacancy = new Heard.Vacancy(toTell.cause(), toTell.subject(), toTell.matter(), owner, said.happenedAt());
        return List.of(toTell, vacancy);
    }

    /** The owner's own notice climbs to the level above by itself. */
    private static boolean isToldAnyway(Heard.ToTell toTell, PostRef owner) {
        return toTell.tell().stream()
                .anyMatch(tell -> tell.occasion().equals(VACANT)
                        || (tell.occasion().equals(Notice.OPENED)
                                && tell.audience().equals(owner)));
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
