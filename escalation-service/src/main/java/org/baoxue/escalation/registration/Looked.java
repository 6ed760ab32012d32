package org.baoxue.escalation.registration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Duty.Reason;
import org.baoxue.escalation.duty.Why;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.registration.RegistrationStore.Listed;
import org.baoxue.escalation.term.TermStart;
import org.baoxue.escalation.term.TermStartRules;
import org.baoxue.escalation.term.Unregistered;
import org.baoxue.escalation.term.Unregistered.Ending;
import org.baoxue.escalation.term.Unregistered.How;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.escalation.watch.WatchedChild;

/** What one look at a school changes, to be written kind by kind. */
final class Looked {
    private final String school;
    private final Policy policy;
    private final Instant now;
    private final Set<String> subjects = new HashSet<>();
    private final List<Change> states = new ArrayList<>();
    private final List<Decided> decided = new ArrayList<>();

    /** A child's state that is other than before; said in as many events as it has news. */
    record Change(Listed after, boolean isNew) {}

    record Decided(WatchedChild child, Decision decision) {}

    Looked(String school, Policy policy, Instant now) {
        this.school = school;
        this.policy = policy;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    Policy.Key policy() {
        return policy.key();
    }

    List<Change> states() {
        return states;
    }

    List<Decided> decided() {
        return decided;
    }

    /** Returns when time alone may change something about the child. */
    Optional<Instant> add(TermStartRules rules, TermStart start, WatchedChild child, List<Listed> listed) {
        TermStartRules.Outcome outcome = rules.decide();
        String subject =
                TermStartRules.subject(child.student(), school, start.term()).id();
        subjects.add(subject);
        Optional<Listed> before =
                listed.stream().filter(one -> one.subject().equals(subject)).findFirst();
        Optional<Unregistered> after = outcome.state()
                .or(() -> before.map(one -> Unregistered.withdrawn(one.state().since())));
        after.ifPresent(state -> changed(before, new Listed(subject, child, start.term(), state)));
        outcome.decisions().forEach(decision -> decided.add(new Decided(child, decision)));
        return outcome.nextAt();
    }

    /**
     * Of terms that are over, or were replaced by others: whoever had not come may be seen in this one, and what is still owed
     * is no longer.
     */
    void addThoseOfOtherTerms(List<Owed> owed, List<Listed> listed, Function<String, Optional<LocalDate>> seenOn) {
        listed.stream()
                .filter(one -> !subjects.contains(one.subject())
                        && one.state().ending().isEmpty())
                .forEach(one -> seenOn.apply(one.child().student())
                        .ifPresent(on -> changed(
                                Optional.of(one),
                                new Listed(
                                        one.subject(),
                                        one.child(),
                                        one.term(),
                                        new Unregistered(
                                                one.state().since(), Optional.of(new Ending(How.RETURNED, on)))))));
        owed.stream()
                .filter(one -> one.duty().isOpen()
                        && !subjects.contains(one.duty().subject().id()))
                .forEach(one -> decided.add(new Decided(one.codes(), over(one.duty()))));
    }

    private void changed(Optional<Listed> before, Listed after) {
        if (before.filter(one -> one.state().equals(after.state())).isEmpty()) {
            states.add(new Change(after, before.isEmpty()));
        }
    }

    private Decision over(Duty duty) {
        String clause = policy.rule(duty.rule()).clause();
        Why why = new Why(
                duty.rule(),
                policy.key(),
                clause,
                List.of("TERM OF " + duty.subject().id() + " IS NO LONGER RUNNING"),
                List.of(),
                "该学期已结束或已调整；依据" + clause,
                "The term is over or was replaced; by " + clause);
        return new Decision.Cancelled(duty.cancelled(now, Reason.CALENDAR, false), Reason.CALENDAR, false, why);
    }
}
