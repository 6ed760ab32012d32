package org.baoxue.escalation.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.escalation.duty.Firing.Outside;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.spell.CountedDay;

/** Lets what a firing takes outside the school go, or makes it wait until somebody in the school has looked. */
final class OutsideSchool {
    private static final String VERIFY_PRESUMED = "verify-presumed";

    private final Plan plan;
    private final Holds holds;

    OutsideSchool(Plan plan, Holds holds) {
        this.plan = plan;
        this.holds = holds;
    }

    void settle(Firing firing, List<CountedDay> days) {
        boolean presumed = days.stream().anyMatch(day -> day.kind() == CountedDay.Kind.PRESUMED);
        if (hasPrincipalsWord(firing)) {
            go(firing, days, Outside.RELEASED);
        } else if (!plan.spell().isOpen()) {
            if (presumed || isHeldBack(firing)) {
                plan.settled(firing.outside(Outside.DROPPED));
            } else {
                go(firing, days, Outside.RELEASED);
            }
        } else if (presumed) {
            settlePresumed(firing, days, verification(firing));
        } else if (!isHeldBack(firing)) {
            go(firing, days, Outside.RELEASED);
        }
    }

    private void settlePresumed(Firing firing, List<CountedDay> days, Duty verification) {
        switch (verification.state()) {
            case Duty.Done done -> goUnlessHeldBack(firing, days, Outside.RELEASED);
            case Duty.Lapsed lapsed -> goUnlessHeldBack(firing, days, Outside.UNVERIFIED);
            case Duty.Open open -> {}
            case Duty.Cancelled cancelled -> {}
        }
    }

    private void goUnlessHeldBack(Firing firing, List<CountedDay> days, Outside how) {
        if (!isHeldBack(firing)) {
            go(firing, days, how);
        }
    }

    private boolean isHeldBack(Firing firing) {
        return isUnwatermarked(firing) || holds.isThoughtMistaken() || holds.isHeld(plan.now()) || isThin(firing);
    }

    /** Opens the duty of a rule that fired. */
    void open(Rule rule, Firing firing) {
        LocalDate date = plan.given.calendar().dateOf(firing.dueAt());
        Instant due = plan.dues.of(rule.dueTime(), plan.now(), date);
        plan.opened(
                plan.open(rule, date, firing, firing.revision(), plan.now(), due, firing.late()),
                plan.tells(rule.tells(), Tell.OPENED));
    }

    private void go(Firing firing, List<CountedDay> days, Outside how) {
        Rule rule = plan.given.policy().rule(firing.rule());
        plan.settled(firing.outside(how));
        plan.told(firing, "outside", rule.alerts(), days);
        if (rule.owner() != null && rule.leavesSchool()) {
            open(rule, firing);
        }
    }

    /**
     * One verification for all rules that fired on one date; they may have counted to it in different units. The first one since
     * the rule fired: another, for a rule that fired later on the same date, makes nobody wait longer.
     */
    private Duty verification(Firing firing) {
        LocalDate date = plan.given.calendar().dateOf(firing.dueAt());
        Optional<Duty> same = verifications()
                .filter(duty -> duty.date().equals(date) && isOf(firing, duty))
                .min(Comparator.comparing(Duty::openedAt));
        if (same.isPresent()) {
            return same.get();
        }
        Rule rule = plan.given.policy().rule(VERIFY_PRESUMED);
        Instant due = plan.dues.of(rule.dueTime(), plan.now(), date);
        int revision = verifications().mapToInt(Duty::revision).max().orElse(0) + 1;
        Duty duty = plan.open(rule, date, firing, revision, plan.now(), due, isLate(date));
        plan.opened(duty, plan.tells(rule.tells(), Tell.OPENED));
        return duty;
    }

    static boolean isVerification(Duty duty) {
        return duty.rule().equals(VERIFY_PRESUMED);
    }

    Stream<Duty> verifications() {
        return plan.duties().stream().filter(OutsideSchool::isVerification);
    }

    /** Whether it stands and fired on the verification's date. */
    boolean isServedBy(Firing firing, Duty verification) {
        LocalDate date = plan.given.calendar().dateOf(firing.dueAt());
        return !firing.withdrawn()
                && plan.given.policy().rule(firing.rule()).takesSomethingOutside()
                && date.equals(verification.date())
                && !verification.openedAt().isBefore(firing.firedAt());
    }

    /** One of those that it serves is. */
    private boolean isLate(LocalDate date) {
        return plan.firings().stream()
                .filter(other -> other.late() && !other.withdrawn())
                .filter(other -> plan.given.policy().rule(other.rule()).takesSomethingOutside())
                .anyMatch(other -> plan.given.calendar().dateOf(other.dueAt()).equals(date));
    }

    private static boolean isOf(Firing firing, Duty verification) {
        return !verification.openedAt().isBefore(firing.firedAt()) && !(verification.state() instanceof Duty.Cancelled);
    }

    private boolean isUnwatermarked(Firing firing) {
        return !holds.isClosed(plan.given.calendar().dateOf(firing.dueAt()));
    }

    /** So few classes were marked that day that it may be the network that is absent: the principal looks first. */
    private boolean isThin(Firing firing) {
        return plan.given.policy().rule(firing.rule()).goesOutByItself()
                && holds.isBelowCompleteness(plan.given.calendar().dateOf(firing.dueAt()));
    }

    private boolean hasPrincipalsWord(Firing firing) {
        return plan.given.evidence().stream()
                .anyMatch(evidence -> evidence.kind() == Evidence.Kind.PRINCIPAL_WORD
                        && !evidence.at().isBefore(firing.firedAt()));
    }
}
