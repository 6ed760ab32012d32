package org.baoxue.escalation.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact.Change;
import org.baoxue.escalation.spell.Fact.EnrolmentChanged;
import org.baoxue.escalation.spell.Fact.Outcome;
import org.baoxue.escalation.spell.Fact.Verified;

/** What keeps the day rules of a spell from firing, or what they take outside the school from going, for a while. */
final class Holds {
    private final Circumstances given;
    private final Findings findings;
    private final Optional<Hold> reason;
    private final Optional<Hold> transfer;

    /** From when somebody knew of it until when it holds. */
    private record Hold(Instant from, Instant until) {
        Instant holding(Instant due) {
            return !due.isBefore(from) && due.isBefore(until) ? until : due;
        }
    }

    Holds(Circumstances given) {
        this.given = given;
        this.findings = new Findings(given);
        this.reason = reasonHold();
        this.transfer = transferPause();
    }

    /** When something due at {@code due} may fire. */
    Instant heldUntil(Instant due) {
        Instant afterOne = reason.map(hold -> hold.holding(due)).orElse(due);
        Instant held = transfer.map(hold -> hold.holding(afterOne)).orElse(afterOne);
        // each ends once, so what one lets go the other may hold, and no more
        return held.equals(due) ? due : heldUntil(held);
    }

    /** Of the two, it is the reason without its paper that holds now, by itself or beside the transfer. */
    boolean isReasonHeld(Instant now) {
        return reason.filter(hold -> hold.holding(now).isAfter(now)).isPresent();
    }

    Stream<Instant> ends() {
        return Stream.concat(reason.stream(), transfer.stream()).map(Hold::until);
    }

    boolean isHeld(Instant now) {
        return heldUntil(now).isAfter(now);
    }

    Duration watermarkWait() {
        return policy().duration("day.watermark-wait");
    }

    /** Every post accepted before the day's end has been seen; of a date that is no school day nothing is awaited. */
    boolean isClosed(LocalDate date) {
        return given.closed().containsKey(date) || !given.calendar().isSchoolDay(date);
    }

    boolean isBelowCompleteness(LocalDate date) {
        Circumstances.DayEnd end = given.closed().get(date);
        return end != null && !given.exceptionsOnly() && end.isBelow(policy().number("day.completeness-percent"));
    }

    boolean isThoughtMistaken() {
        return findings.isThoughtMistaken();
    }

    /** The first valid reason of the spell waits for its paper, once. */
    private Optional<Hold> reasonHold() {
        int days = policy().number("spell.leave-grace-days");
        return Stream.concat(findings.of(Outcome.ILL), findings.of(Outcome.REASON_VALID))
                .map(Verified::acceptedAt)
                .min(Comparator.naturalOrder())
                .map(found -> new Hold(found, endOf(calendar().dateOf(found), days)));
    }

    /** A transfer-out pauses the day rules until the receiving school has confirmed it, or has had time to. */
    private Optional<Hold> transferPause() {
        return facts(given.facts(), EnrolmentChanged.class)
                .max(Comparator.comparingInt(EnrolmentChanged::revision))
                .filter(last -> last.change() == Change.TRANSFER_OUT)
                .map(out -> new Hold(
                        latest(out.acceptedAt(), calendar().at(out.effective(), LocalTime.MIDNIGHT)),
                        endOf(out.effective(), policy().number("spell.transfer-confirm-days"))));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant endOf(LocalDate date, int schoolDays) {
        return calendar().completeAt(calendar().schoolDayAfter(date, schoolDays));
    }

    private SchoolCalendar calendar() {
        return given.calendar();
    }

    private Policy policy() {
        return given.policy();
    }

    private static <F> Stream<F> facts(Collection<?> facts, Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast);
    }
}
