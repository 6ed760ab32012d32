package org.baoxue.escalation.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.spell.CountedDay;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.spell.Spell.Open;

/** Where each rule stands for one spell at the end of a date, also of those that did not fire, with what decided it. */
public final class Explanations {
    private static final int DAYS_SHOWN = 60;

    private Explanations() {}

    public enum RuleState {
        FIRED,
        /** Its days are counted, but something holds it for a while. */
        HELD,
        /** It may fire yet. */
        WAITING,
        /** It cannot fire of this absence as it is known. */
        NEVER,
        OWED,
        ENDED,
        NOT_OWED
    }

    /** What decided it. */
    public enum Because {
        FIRED,
        TOO_FEW_DAYS,
        ABSENCE_ENDED,
        NO_ABSENCE,
        VALID_REASON,
        TRANSFER,
        ENDED_WHILE_HELD,
        AWAITS_LAST_POSTS,
        DUE,
        OWED,
        DONE,
        LAPSED,
        LAPSED_UNSEEN,
        CANCELLED,
        NO_MARK,
        CASE_CARRIES_ON,
        AWAITS_CONTACT,
        ABSENCE_OVER,
        NOTHING_FIRED,
        ALL_CONFIRMED,
        NOTHING_MISTAKEN,
        NO_BACKDATED_LEAVE,
        NOT_ENROLLED,
        LEAVE,
        NO_SCHOOL_DAY,
        IN_SCHOOL,
        NOTHING_POSTED,
        EXCEPTIONS_ONLY,
        ALL_POSTED,
        /** No term is running, or nobody has entered any. */
        NO_TERM,
        /** A roll call had seen the child by the day. */
        SEEN_BY_THEN,
        LEAVE_THEN,
        GONE_BY_THEN,
        /** The school, or the class, had called nobody: that says nothing about who came. */
        NOT_CALLED,
        CARRIED_BY_ABSENCE,
        NOBODY_TO_NAME,
        NO_CONCERN,
        NOT_YET
    }

    /**
     * @param counted days counted by the end of the date, of which the rule needs {@code needed}; both 0 of a rule that counts none
     * @param days those that were counted, also of earlier absences where the policy counts them together
     * @param at when it fired, will, was due, or may go on
     * @param firings of the rule, in every revision
     * @param duties of the rule that the date, or the absence up to it, made owed
     */
    public record Standing(
            Rule rule,
            RuleState state,
            Because because,
            int counted,
            int needed,
            Optional<Instant> at,
            List<CountedDay> days,
            List<Firing> firings,
            List<Duty> duties) {}

    /** The first days of the absence that are complete by {@code now}, as the rule that opens a case counts them. */
    public static List<CountedDay> daysOf(Circumstances given, Instant now) {
        return new Plan(given)
                .countedDays(given.policy().rule(HourRules.OPENS_THE_CASE))
                .limit(DAYS_SHOWN)
                .takeWhile(day -> !day.completeAt().isAfter(now))
                .toList();
    }

    /**
     * @param given with the end of the date as its time
     * @param date up to which is told
     */
    public static List<Standing> of(Circumstances given, LocalDate date) {
        Plan plan = new Plan(given);
        DayRules days = new DayRules(plan);
        Holds holds = new Holds(given);
        return given.policy().rules().stream()
                .filter(Rule::isOfAbsence)
                .map(rule -> rule.isDayRule() ? ofDayRule(plan, days, holds, rule) : ofDuty(plan, rule, date))
                .toList();
    }

    /**
     * The spell as it stood at the end of a date: what was missed and how it ended later is not told.
     *
     * @param end of the date
     */
    public static Spell until(Spell spell, LocalDate date, Instant end) {
        boolean goesOn =
                switch (spell.state()) {
                    case Open open -> true;
                    case Spell.Returned back ->
                        !back.byCorrection() && !back.takenAt().isBefore(end);
                    case Spell.Excused excused -> excused.from().date().isAfter(date);
                    case Spell.Left left -> left.on().isAfter(date);
                    case Spell.Withdrawn withdrawn -> false;
                };
        if (!goesOn) {
            return spell;
        }
        var missed = new TreeMap<>(spell.missed().headMap(Slot.endOf(date), true));
        return new Spell(spell.id(), spell.opened(), spell.openedAt(), missed, new Open(), spell.createdAt());
    }

    private static Standing ofDayRule(Plan plan, DayRules days, Holds holds, Rule rule) {
        Counting counting = new Counting(plan, rule);
        Optional<Firing> fired = counting.inForce();
        if (fired.isPresent()) {
            return counting.standing(RuleState.FIRED, Because.FIRED, fired.map(Firing::firedAt));
        }
        Optional<CountedDay> day = days.dayOf(rule);
        if (plan.spell().isUnfounded()) {
            return counting.standing(RuleState.NEVER, Because.NO_ABSENCE, Optional.empty());
        }
        if (day.isEmpty()) {
            return counting.standing(RuleState.NEVER, Because.ABSENCE_ENDED, Optional.empty());
        }
        Instant complete = day.get().completeAt();
        Instant due = holds.heldUntil(complete);
        Optional<Instant> dueAt = Optional.of(due);
        if (days.hasEndedBy(due)) {
            return counting.standing(RuleState.NEVER, Because.ENDED_WHILE_HELD, dueAt);
        }
        if (complete.isAfter(plan.now())) {
            return counting.standing(RuleState.WAITING, Because.TOO_FEW_DAYS, Optional.of(complete));
        }
        if (holds.isHeld(plan.now())) {
            Because why = holds.isReasonHeld(plan.now()) ? Because.VALID_REASON : Because.TRANSFER;
            return counting.standing(RuleState.HELD, why, Optional.of(holds.heldUntil(plan.now())));
        }
        return days.mayFire(day.get())
                ? counting.standing(RuleState.WAITING, Because.DUE, dueAt)
                : counting.standing(
                        RuleState.WAITING, Because.AWAITS_LAST_POSTS, Optional.of(due.plus(holds.watermarkWait())));
    }

    /** The days of a rule that are complete by the end of the date. */
    private record Counting(Plan plan, Rule rule) {
        Optional<Firing> inForce() {
            return firings().stream()
                    .filter(firing -> !firing.withdrawn() && !firing.firedAt().isAfter(plan.now()))
                    .max(Comparator.comparingInt(Firing::revision));
        }

        List<Firing> firings() {
            return plan.firings().stream()
                    .filter(firing -> firing.rule().equals(rule.id()))
                    .sorted(Comparator.comparingInt(Firing::revision))
                    .toList();
        }

        Standing standing(RuleState state, Because because, Optional<Instant> at) {
            int needed =
                    switch (rule.fires()) {
                        case Rule.OnDay on -> on.number();
                        case Rule.OnMonth month -> month.earliest();
                        case Rule.OnClassDay none -> 0;
                        case Rule.OnMark none -> 0;
                        case Rule.OnPresumed none -> 0;
                        case Rule.OnMistake none -> 0;
                        case Rule.OnBackdatedLeave none -> 0;
                        case Rule.OnTermStart none -> 0;
                        case Rule.OnWeek none -> 0;
                        case Rule.OnConcern none -> 0;
                    };
            List<CountedDay> days = days();
            return new Standing(rule, state, because, days.size(), needed, at, days, firings(), duties(plan, of(rule)));
        }

        private List<CountedDay> days() {
            return plan.countedDays(rule)
                    .takeWhile(day -> !day.completeAt().isAfter(plan.now()))
                    .reduce((earlier, later) -> later)
                    .map(last -> plan.countedUpTo(rule, last.date()))
                    .orElse(List.of());
        }
    }

    private static Standing ofDuty(Plan plan, Rule rule, LocalDate date) {
        boolean ofTheDate = rule.fires() instanceof Rule.OnMark;
        List<Duty> owed = duties(
                plan,
                of(rule).and(duty ->
                        ofTheDate ? duty.date().equals(date) : !duty.date().isAfter(date)));
        if (!owed.isEmpty()) {
            return ofDuty(rule, owed);
        }
        Because why =
                switch (rule.fires()) {
                    case Rule.OnMark mark -> withoutMark(plan, rule, date);
                    case Rule.OnPresumed presumed ->
                        plan.firings().isEmpty() ? Because.NOTHING_FIRED : Because.ALL_CONFIRMED;
                    case Rule.OnMistake mistake -> Because.NOTHING_MISTAKEN;
                    case Rule.OnBackdatedLeave leave -> Because.NO_BACKDATED_LEAVE;
                    case Rule.OnClassDay none -> throw ofAnother(rule);
                    case Rule.OnDay none -> throw ofAnother(rule);
                    case Rule.OnMonth none -> throw ofAnother(rule);
                    case Rule.OnTermStart none -> throw ofAnother(rule);
                    case Rule.OnWeek none -> throw ofAnother(rule);
                    case Rule.OnConcern none -> throw ofAnother(rule);
                };
        boolean waits = why == Because.DUE || why == Because.AWAITS_CONTACT;
        RuleState state = waits ? RuleState.WAITING : RuleState.NOT_OWED;
        Optional<Instant> at =
                why == Because.AWAITS_CONTACT ? new HourRules(plan).waitsForContactUntil(rule, date) : Optional.empty();
        return new Standing(rule, state, why, 0, 0, at, List.of(), List.of(), List.of());
    }

    /** What the last of these duties says of the rule. */
    public static Standing ofDuty(Rule rule, List<Duty> owed) {
        Duty last = owed.getLast();
        RuleState state = last.isOpen() ? RuleState.OWED : RuleState.ENDED;
        Because why =
                switch (last.state()) {
                    case Duty.Open open -> Because.OWED;
                    case Duty.Done done -> Because.DONE;
                    case Duty.Lapsed lapsed -> lapsed.unseen() ? Because.LAPSED_UNSEEN : Because.LAPSED;
                    case Duty.Cancelled cancelled -> Because.CANCELLED;
                };
        return new Standing(rule, state, why, 0, 0, Optional.of(last.dueAt()), List.of(), List.of(), owed);
    }

    private static Because withoutMark(Plan plan, Rule rule, LocalDate date) {
        Optional<Instant> mark = HourRules.firstMark(plan.spell(), date);
        if (mark.isEmpty() || plan.spell().isUnfounded()) {
            return Because.NO_MARK;
        }
        boolean carriesOn = plan.given.policy().caseTeamCarriesOn()
                && plan.latestFiring(HourRules.OPENS_THE_CASE)
                        .filter(firing -> !firing.withdrawn() && mark.get().isAfter(firing.dueAt()))
                        .isPresent();
        if (carriesOn) {
            return Because.CASE_CARRIES_ON;
        }
        if (!plan.spell().isOpen()) {
            return Because.ABSENCE_OVER;
        }
        return new HourRules(plan).waitsForContactUntil(rule, date).isPresent() ? Because.AWAITS_CONTACT : Because.DUE;
    }

    private static Predicate<Duty> of(Rule rule) {
        return duty -> duty.rule().equals(rule.id());
    }

    private static List<Duty> duties(Plan plan, Predicate<Duty> which) {
        return new ArrayList<>(plan.duties())
                .stream()
                        .filter(which)
                        .sorted(Comparator.comparing(Duty::openedAt)
                                .thenComparingInt(Duty::revision)
                                .thenComparing(Duty::id))
                        .toList();
    }

    private static IllegalStateException ofAnother(Rule rule) {
        return new IllegalStateException("no rule of a spell's duties: " + rule.id());
    }
}
