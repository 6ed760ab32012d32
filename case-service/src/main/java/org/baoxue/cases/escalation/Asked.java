package org.baoxue.cases.escalation;

import static org.baoxue.cases.escalation.Published.need;

import java.util.Optional;
import org.baoxue.cases.persuasion.Persuasions;
import org.baoxue.cases.report.Reports;
import org.baoxue.kit.inbox.IncomingEvent;

/** What one event of the rules asks of the ledger. */
sealed interface Asked {

    Published event();

    /** What attendance knows of one absence. */
    sealed interface Absence extends Asked {}

    record Absent(Published event) implements Absence {}

    /** An absence began on another day than was known, or goes on after an ending that was taken back. */
    record AbsenceMoved(Published event) implements Absence {}

    /** The child has not come since a term began, or not since another day than was known. */
    record NotCome(Published event) implements Absence {}

    record AbsenceEnded(Published event) implements Absence {}

    /** The rule fired that opens entries. */
    record Fired(Published event) implements Asked {}

    record FiringWithdrawn(Published event) implements Asked {}

    /** A duty that asks for a report, or that a persuasion may end. */
    record DutyOpened(Published event) implements Asked {}

    record DutyEnded(Published event) implements Asked {}

    /** A duty lost its ground, before or after its ending. */
    record DutyFell(Published event) implements Asked {}

    String OPENING_RULE = "suspected-dropout";

    default String student() {
        return need(event().student(), "student");
    }

    /** Whether it may concern a child without any entry so far. */
    default boolean opens() {
        return this instanceof Fired || this instanceof DutyOpened;
    }

    /** Empty when the event does not concern the ledger. */
    static Optional<Asked> of(IncomingEvent incoming) {
        return switch (incoming.type()) {
            case "org.baoxue.escalation.spell-opened.v1" -> Optional.of(new Absent(read(incoming)));
            case "org.baoxue.escalation.spell-moved.v1" -> Optional.of(new AbsenceMoved(read(incoming)));
            case "org.baoxue.escalation.spell-ended.v1" -> Optional.of(new AbsenceEnded(read(incoming)));
            case "org.baoxue.escalation.unregistered-listed.v1" -> Optional.of(new NotCome(read(incoming)));
            case "org.baoxue.escalation.unregistered-ended.v1" -> Optional.of(new AbsenceEnded(read(incoming)));
            case "org.baoxue.escalation.rule-fired.v1" ->
                Optional.of(read(incoming))
                        .filter(event -> OPENING_RULE.equals(event.rule()))
                        .map(Fired::new);
            case "org.baoxue.escalation.rule-withdrawn.v1" -> Optional.of(new FiringWithdrawn(read(incoming)));
            case "org.baoxue.escalation.duty-opened.v1" ->
                Optional.of(read(incoming)).filter(Asked::concerns).map(DutyOpened::new);
            case "org.baoxue.escalation.duty-done.v1", "org.baoxue.escalation.duty-lapsed.v1" ->
                Optional.of(read(incoming)).filter(Asked::concerns).map(DutyEnded::new);
            case "org.baoxue.escalation.duty-cancelled.v1", "org.baoxue.escalation.duty-corrected.v1" ->
                Optional.of(read(incoming)).filter(Asked::concerns).map(DutyFell::new);
            default -> Optional.empty();
        };
    }

    private static Published read(IncomingEvent incoming) {
        return incoming.as(Published.class);
    }

    private static boolean concerns(Published event) {
        var rule = need(event.rule(), "rule");
        return event.student() != null && (Reports.RULES.contains(rule) || Persuasions.RULES.contains(rule));
    }
}
