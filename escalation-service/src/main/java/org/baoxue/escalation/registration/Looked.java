package org.baoxue.escalation.registration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.registration.RegistrationStore.Listed;
import org.baoxue.escalation.term.TermStartRules;
import org.baoxue.escalation.term.Unregistered;
import org.baoxue.escalation.term.Unregistered.Ending;
import org.baoxue.escalation.watch.DutyDecisions.Decided;

/** What one look at a school changes, to be written kind by kind. */
final class Looked {
    private final Instant now;
    private final Set<String> subjects = new HashSet<>();
    private final List<Change> states = new ArrayList<>();
    private final List<Decided> decided = new ArrayList<>();

    /** A child's state that is other than before; said in as many events as it has news. */
    record Change(Listed after, Policy.Key policy, boolean isNew) {}

    Looked(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    List<Change> states() {
        return states;
    }

    List<Decided> decided() {
        return decided;
    }

    /** Returns when time alone may change something about the child. */
    Optional<Instant> add(TermStartRules rules, Starting one) {
        TermStartRules.Outcome outcome = rules.decide();
        subjects.add(one.subject());
        Optional<Unregistered> after = outcome.state().or(() -> one.before()
                .map(before -> Unregistered.withdrawn(before.state().since())));
        after.ifPresent(
                state -> changed(one.before(), one.listed(state), one.policy().key()));
        outcome.decisions()
                .forEach(decision -> decided.add(new Decided(one.enrolled().child(), decision)));
        return outcome.nextAt();
    }

    /** Whoever had not come in another term, of which nothing is owed any more, may have come since, or left. */
    void addThoseOfOtherTerms(
            List<Listed> listed, Function<Listed, Optional<Ending>> endings, Function<Listed, Policy.Key> policies) {
        listed.stream()
                .filter(one -> !subjects.contains(one.subject())
                        && one.state().ending().isEmpty())
                .forEach(one -> endings.apply(one)
                        .ifPresent(ending -> changed(
                                Optional.of(one),
                                one.as(new Unregistered(one.state().since(), Optional.of(ending))),
                                policies.apply(one))));
    }

    private void changed(Optional<Listed> before, Listed after, Policy.Key policy) {
        boolean same = before.filter(
                        one -> one.state().equals(after.state()) && one.term().equals(after.term()))
                .isPresent();
        if (!same) {
            states.add(new Change(after, policy, before.isEmpty()));
        }
    }
}
