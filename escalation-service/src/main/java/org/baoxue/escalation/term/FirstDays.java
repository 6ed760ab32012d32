package org.baoxue.escalation.term;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.term.Unregistered.Ending;
import org.baoxue.escalation.term.Unregistered.How;

/** What the facts say of a child at the end of the day by which the list of its first week goes, and of the report's day. */
public final class FirstDays {
    private static final String CLASS_CALLED = "class called";

    /** What the facts say of the child at the end of one of the two days. */
    public enum Verdict {
        MISSING,
        TO_COME,
        THERE,
        ON_LEAVE,
        GONE,
        /** The school had called nobody by then, in no earlier term either: its data begins later. */
        NOT_BEGUN,
        /** Its class was not called in the week, or nobody in the school. */
        UNASKED,
        /** Its absence has duties of its own. */
        CARRIED,
        /** A transfer waits for its confirmation. */
        PAUSED
    }

    public record Judged(String rule, LocalDate day, Verdict verdict) {
        boolean isMissing() {
            return verdict == Verdict.MISSING;
        }
    }

    private final Pupil pupil;
    private final TermStart start;
    private final SchoolCalendar calendar;
    private final Policy policy;
    private final Instant now;

    public FirstDays(Pupil pupil, TermStart start, SchoolCalendar calendar, Policy policy, Instant now) {
        this.pupil = pupil;
        this.start = start;
        this.calendar = calendar;
        this.policy = policy;
        this.now = now;
    }

    /**
     * The list goes by the first day on which the school called anybody: silence says nothing about who came.
     *
     * @param rule the list, of the first day, or the report
     */
    public Judged judge(String rule, LocalDate day) {
        LocalDate on = rule.equals(TermStartRules.LIST) ? calledOn().orElse(day) : day;
        return new Judged(rule, on, verdict(rule, on));
    }

    private Verdict verdict(String rule, LocalDate day) {
        boolean report = rule.equals(TermStartRules.REPORT);
        Instant settled = TermStartRules.settledAt(calendar, policy, day);
        if (pupil.wasSeenBy(day)) {
            return Verdict.THERE;
        }
        if (now.isBefore(settled)) {
            return Verdict.TO_COME;
        }
        if ((report ? pupil.leftOn() : pupil.notHereFrom())
                .filter(from -> !from.isAfter(day))
                .isPresent()) {
            return Verdict.GONE;
        }
        if (report ? pupil.wasKnownOnLeave(day, settled) : pupil.isOnLeave(day)) {
            return Verdict.ON_LEAVE;
        }
        if (!schoolHadBegun()) {
            return Verdict.NOT_BEGUN;
        }
        if (!wasAsked(rule, day)) {
            return Verdict.UNASKED;
        }
        if (report && pupil.absences().stream().anyMatch(away -> away.covers(day))) {
            return Verdict.CARRIED;
        }
        return isPaused() ? Verdict.PAUSED : Verdict.MISSING;
    }

    /** Within the week, or in any earlier term; for who came later before its first day. */
    private boolean schoolHadBegun() {
        return !pupil.schoolCalled().isEmpty()
                && (start.own()
                        ? pupil.schoolCalled().first().isBefore(start.firstDay())
                        : !pupil.schoolCalled().first().isAfter(start.reportDay()));
    }

    private Optional<LocalDate> calledOn() {
        return start.calledOn(pupil.schoolCalled());
    }

    private boolean wasAsked(String rule, LocalDate day) {
        return calledOn().isPresent()
                && (!policy.words(rule + ".needs").equals(CLASS_CALLED)
                        || !pupil.classCalled()
                                .subSet(start.firstDay(), true, day, true)
                                .isEmpty());
    }

    private boolean isPaused() {
        return pupil.transferOn()
                .map(on ->
                        calendar.completeAt(calendar.schoolDayAfter(on, policy.number("spell.transfer-confirm-days"))))
                .filter(now::isBefore)
                .isPresent();
    }

    /** How it ended after the day on which it was missing; what came earlier is the verdict's. */
    public Optional<Ending> ending() {
        LocalDate today = calendar.dateOf(now);
        if (pupil.seenOn().isPresent()) {
            return pupil.seenOn().map(on -> new Ending(How.RETURNED, on));
        }
        if (pupil.leftOn().filter(on -> !on.isAfter(today)).isPresent()) {
            return pupil.leftOn().map(on -> new Ending(How.LEFT, on));
        }
        return pupil.leaves().stream()
                .filter(leave -> leave.covers(today))
                .map(Pupil.Leave::from)
                .min(Comparator.naturalOrder())
                .map(from -> new Ending(How.EXCUSED, from.isBefore(start.firstDay()) ? start.firstDay() : from));
    }
}
