package org.baoxue.escalation.duty;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.duty.Duty.Reason;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.spell.Fact.LeaveAwaiting;

/** Asks the principal about each leave that was filed backwards over days of an open case. */
final class LeaveApprovals {
    private final Plan plan;

    LeaveApprovals(Plan plan) {
        this.plan = plan;
    }

    void ask() {
        Rule rule = plan.given.policy().rule(BackdatedLeaves.RULE);
        Set<String> awaited = awaiting().map(this::dutyOf).collect(Collectors.toSet());
        plan.duties().stream()
                .filter(duty -> duty.isOpen() && duty.rule().equals(rule.id()) && !awaited.contains(duty.id()))
                .forEach(duty -> plan.takeBack(duty, Reason.CORRECTED, false));
        plan.latestFiring(HourRules.OPENS_THE_CASE).ifPresent(open -> awaiting()
                .sorted(Comparator.comparing(LeaveAwaiting::acceptedAt).thenComparing(LeaveAwaiting::paper))
                .forEach(leave -> ask(rule, leave, open)));
    }

    /** When the principal last approved a leave over this absence, on which this had fired before: it was right then, and stands. */
    static Optional<Instant> excusedAt(Circumstances given, Firing firing) {
        Set<String> asked = given.duties().stream()
                .filter(duty -> duty.rule().equals(BackdatedLeaves.RULE) && DutyRules.isOf(given.spell(), duty))
                .map(Duty::id)
                .collect(Collectors.toSet());
        return BackdatedLeaves.decisions(given.evidence()).values().stream()
                .filter(said -> said.outcome().equals(BackdatedLeaves.APPROVED) && asked.contains(said.duty()))
                .map(Evidence::at)
                .filter(at -> at.isAfter(firing.firedAt()))
                .max(Comparator.naturalOrder());
    }

    private void ask(Rule rule, LeaveAwaiting leave, Firing open) {
        String id = dutyOf(leave);
        if (plan.duties().stream().noneMatch(duty -> duty.id().equals(id))) {
            int revision = 1
                    + (int) plan.duties().stream()
                            .filter(duty -> duty.rule().equals(rule.id()))
                            .count();
            Instant due = plan.dues.of(rule.dueTime(), plan.now(), leave.from().date());
            Duty duty = plan.open(rule, leave.from().date(), open, revision, plan.now(), due, false);
            plan.opened(duty.named(id), plan.tells(rule.tells(), Tell.OPENED));
        }
    }

    private Stream<LeaveAwaiting> awaiting() {
        return plan.given.facts().stream()
                .filter(LeaveAwaiting.class::isInstance)
                .map(LeaveAwaiting.class::cast)
                .filter(leave -> leave.spell().equals(plan.spell().id()));
    }

    private String dutyOf(LeaveAwaiting leave) {
        return BackdatedLeaves.dutyOf(leave.spell(), leave.paper());
    }
}
