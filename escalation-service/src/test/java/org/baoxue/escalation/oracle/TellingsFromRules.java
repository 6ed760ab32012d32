package org.baoxue.escalation.oracle;

import java.time.Instant;
import java.util.List;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Tell;

/** Whom one decision of the rules lets hear something, in the oracle's words. */
final class TellingsFromRules {
    private TellingsFromRules() {}

    static List<String> lines(Decision decision, Instant now) {
        return switch (decision) {
            case Decision.Opened opened -> lines(opened.duty(), opened.tells());
            case Decision.Lapsed lapsed -> lines(lapsed.duty(), lapsed.tells());
            case Decision.Finished finished -> lines(finished.duty(), finished.tells());
            case Decision.Told told -> lines(name(told.firing()), told.tells());
            case Decision.Cancelled cancelled ->
                cancelled.toldWrongly() ? List.of(Telling.wrong(name(cancelled.duty()), now)) : List.of();
            case Decision.Corrected corrected -> List.of(Telling.wrong(name(corrected.duty()), now));
            case Decision.Withdrawn withdrawn -> List.of(Telling.wrong(name(withdrawn.firing()), now));
            case Decision.Moved moved -> List.of();
            case Decision.Fired fired -> List.of();
            case Decision.Settled settled -> List.of();
        };
    }

    private static List<String> lines(Duty duty, List<Tell> tells) {
        return lines(name(duty), tells);
    }

    private static List<String> lines(String about, List<Tell> tells) {
        return tells.stream().map(tell -> line(about, tell)).toList();
    }

    private static String line(String about, Tell tell) {
        Tell.Window window = tell.window();
        String audience = (tell.list() ? "list " : "") + tell.audience().post() + "/"
                + tell.audience().scope();
        return Telling.line(about, tell.occasion(), audience, tell.at(), window == null ? null : window.start());
    }

    private static String name(Duty duty) {
        return Telling.nameOf(duty.rule(), FromRules.day(duty.date()), duty.openedAt());
    }

    private static String name(Firing firing) {
        return Telling.nameOf(firing.rule(), firing.revision(), firing.firedAt());
    }
}
