package org.baoxue.escalation.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.baoxue.escalation.duty.Duty.Reason;
import org.baoxue.escalation.duty.Firing.Outside;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.spell.CountedDay;
import org.baoxue.escalation.spell.Spell;

/** What the end of a counted day makes owed: once for each spell and revision. */
final class DayRules {
    private final Plan plan;
    private final Holds holds;
    private final OutsideSchool outside;
    private final Map<String, Optional<CountedDay>> dayOfRule = new HashMap<>();

    DayRules(Plan plan) {
        this.plan = plan;
        this.holds = new Holds(plan.given);
        this.outside = new OutsideSchool(plan, holds);
    }

    /** A firing that the facts no longer support is corrected; one that is due again by now only changes its record. */
    void withdrawUnsupported() {
        plan.firings().stream()
                .filter(firing -> !firing.withdrawn() && !isSupported(firing))
                .forEach(firing -> {
                    if (excusedAt(firing).isPresent()) {
                        excuse(firing);
                    } else {
                        withdraw(firing);
                    }
                });
        outside.verifications()
                .filter(duty -> isOfAWithdrawn(duty) && !servesAnother(duty))
                .forEach(duty -> plan.takeBack(duty, withdrawnBecause(), true));
    }

    private void withdraw(Firing firing) {
        plan.withdrawn(firing, withdrawnBecause());
        owedBy(firing)
                .filter(duty -> !OutsideSchool.isVerification(duty))
                .forEach(duty -> plan.takeBack(duty, withdrawnBecause(), true));
    }

    private Reason withdrawnBecause() {
        return plan.spell().isOpen() ? Reason.CORRECTED : DutyRules.reasonOf(plan.spell());
    }

    private boolean isOfAWithdrawn(Duty verification) {
        return plan.firings().stream()
                .anyMatch(firing -> firing.withdrawn() && firing.id().equals(verification.firing()));
    }

    /** One look at the presumed days serves all rules that fired on one day: it stands as long as one of them does. */
    private boolean servesAnother(Duty verification) {
        return plan.firings().stream().anyMatch(firing -> outside.isServedBy(firing, verification));
    }

    /** It was right when it fired: the case and what was told and done stand, nothing more is owed. */
    private void excuse(Firing firing) {
        owedBy(firing)
                .filter(duty -> duty.isOpen() && !duty.rule().equals(BackdatedLeaves.RULE))
                .forEach(duty -> plan.takeBack(duty, Reason.EXCUSED, false));
        if (firing.outside() == Outside.WAITING) {
            plan.settled(firing.outside(Outside.DROPPED));
        }
    }

    private Stream<Duty> owedBy(Firing firing) {
        return plan.duties().stream().filter(duty -> firing.id().equals(duty.firing()));
    }

    private Optional<Instant> excusedAt(Firing firing) {
        return LeaveApprovals.excusedAt(plan.given, firing);
    }

    void fire() {
        plan.given.policy().dayRules().forEach(rule -> dayOf(rule)
                .filter(day -> isDueAgain(rule, day) && mayFire(day))
                .ifPresent(day -> fire(rule, day, plan.latestFiring(rule.id()))));
    }

    /** What fired once fires again only when it was withdrawn, or excused and is due again by what was not. */
    private boolean isDueAgain(Rule rule, CountedDay day) {
        return plan.latestFiring(rule.id())
                .filter(last -> !last.withdrawn()
                        && excusedAt(last).filter(dueAt(day)::isAfter).isEmpty())
                .isEmpty();
    }

    void settleOutside() {
        plan.firings().stream()
                .filter(firing -> !firing.withdrawn())
                .filter(firing -> firing.outside() == Outside.WAITING
                        || (firing.outside() == Outside.DROPPED
                                && plan.spell().isOpen()
                                && excusedAt(firing).isEmpty()))
                .forEach(firing -> outside.settle(firing, daysUntil(firing)));
    }

    /** When a rule that has not fired may fire, and when one that waits for the day's last posts stops waiting. */
    Stream<Instant> awaited() {
        Stream<Instant> firing = plan.given.policy().dayRules().stream()
                .flatMap(rule -> dayOf(rule).filter(day -> isDueAgain(rule, day)).stream())
                .flatMap(day -> Stream.of(dueAt(day), dueAt(day).plus(holds.watermarkWait())));
        return Stream.concat(firing, holds.ends());
    }

    /** When each rule that has not fired will; of an absence that has ended, what was due before and waits. */
    SortedMap<String, Deadline> deadlines() {
        SortedMap<String, Deadline> deadlines = new TreeMap<>();
        plan.given.policy().dayRules().forEach(rule -> dayOf(rule)
                .filter(day -> isDueAgain(rule, day) && !hasEndedBy(dueAt(day)))
                .ifPresent(day -> deadlines.put(rule.id(), new Deadline(day.date(), dueAt(day)))));
        return deadlines;
    }

    private void fire(Rule rule, CountedDay day, Optional<Firing> latest) {
        int revision = latest.map(Firing::revision).orElse(0) + 1;
        Instant due = dueAt(day);
        boolean late = due.isAfter(day.completeAt()) || plan.now().isAfter(due.plus(holds.watermarkWait()));
        Firing firing = new Firing(
                Firing.idOf(plan.spell().id(), rule.id(), revision),
                rule.id(),
                revision,
                day.number(),
                due,
                plan.now(),
                late,
                !holds.isClosed(dateOf(due)),
                rule.takesSomethingOutside() ? Outside.WAITING : Outside.RELEASED,
                false);
        List<CountedDay> days = daysUntil(firing);
        plan.fired(firing, days);
        plan.told(firing, "inside", rule.owner() == null ? rule.tells() : List.of(), days);
        if (rule.owner() != null && !rule.leavesSchool()) {
            outside.open(rule, firing);
        }
    }

    private boolean isSupported(Firing firing) {
        return dayOf(plan.given.policy().rule(firing.rule()))
                .filter(day -> !day.completeAt().isAfter(plan.now()))
                .isPresent();
    }

    boolean mayFire(CountedDay day) {
        Instant due = dueAt(day);
        if (due.isAfter(plan.now()) || holds.isHeld(plan.now()) || hasEndedBy(due)) {
            return false;
        }
        boolean silentSoFar = plan.given.exceptionsOnly() && day.kind() == CountedDay.Kind.PRESUMED;
        boolean waited = !plan.now().isBefore(due.plus(holds.watermarkWait()));
        return holds.isClosed(dateOf(due)) || (waited && !silentSoFar);
    }

    /** A rule that was held until after the child's return never fires. */
    boolean hasEndedBy(Instant due) {
        return switch (plan.given.spell().state()) {
            case Spell.Open open -> false;
            case Spell.Returned returned -> !returned.takenAt().isAfter(due);
            case Spell.Excused excused -> !startOf(excused.from().date()).isAfter(due);
            case Spell.Left left -> !startOf(left.on()).isAfter(due);
            case Spell.Withdrawn withdrawn -> true;
        };
    }

    private Instant startOf(LocalDate date) {
        return plan.given.calendar().at(date, LocalTime.MIDNIGHT);
    }

    /** Asked many times of a decision, whose spell and calendar stay what they are. */
    Optional<CountedDay> dayOf(Rule rule) {
        return dayOfRule.computeIfAbsent(rule.id(), id -> counted(rule));
    }

    private Optional<CountedDay> counted(Rule rule) {
        return switch (rule.fires()) {
            case Rule.OnDay on ->
                plan.countedDays(rule)
                        .filter(day -> day.number() >= on.number())
                        .findFirst();
            case Rule.OnMonth month -> {
                LocalDate aMonthLater = plan.spell().openedOn().plusMonths(1);
                yield plan.countedDays(rule)
                        .filter(day ->
                                day.number() >= month.earliest() && !day.date().isBefore(aMonthLater))
                        .findFirst();
            }
            case Rule.OnClassDay none -> Optional.empty();
            case Rule.OnWeek none -> Optional.empty();
            case Rule.OnConcern none -> Optional.empty();
            case Rule.OnTermStart none -> Optional.empty();
            case Rule.OnMark none -> Optional.empty();
            case Rule.OnPresumed none -> Optional.empty();
            case Rule.OnMistake none -> Optional.empty();
            case Rule.OnBackdatedLeave none -> Optional.empty();
        };
    }

    private Instant dueAt(CountedDay day) {
        return holds.heldUntil(day.completeAt());
    }

    private LocalDate dateOf(Instant due) {
        return plan.given.calendar().dateOf(due);
    }

    private List<CountedDay> daysUntil(Firing firing) {
        Rule rule = plan.given.policy().rule(firing.rule());
        return rule.counting().isCumulative()
                ? dayOf(rule).map(day -> plan.countedUpTo(rule, day.date())).orElse(List.of())
                : plan.countedDays(rule).limit(firing.day()).toList();
    }
}
