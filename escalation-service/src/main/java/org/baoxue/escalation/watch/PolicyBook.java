package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Proposal;
import org.baoxue.kit.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * Sets policies of places, version by version; none is ever changed or forgotten. What a new one says holds for absences and
 * class days from its date on; a spell that runs keeps the policy that was known when it began. Runs inside the caller's
 * transaction, as worker.
 */
@ApplicationScoped
public class PolicyBook {
    private final PolicyStore store;
    private final Outbox outbox;

    PolicyBook(PolicyStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    public sealed interface Outcome {}

    /** @param isNew false where the place had set just that */
    public record Set(PolicyStore.Version version, boolean isNew) implements Outcome {}

    public record Mistaken(List<Proposal.Mistake> mistakes) implements Outcome {}

    /** Somebody set another version than the one that was seen; 0 where none was set. */
    public record Overtaken(int latest) implements Outcome {}

    /** @param seen the version that this one replaces; null where nobody looked, which only the first may do */
    public Outcome set(
            String place,
            LocalDate from,
            Map<String, Policy.Value> values,
            @Nullable Integer seen,
            String by,
            Instant now) {
        store.lock(place);
        PolicyStore.Versions all = store.all();
        Optional<PolicyStore.Version> known = all.latest(place, from);
        if (known.filter(one -> one.policy().values().equals(values)).isPresent()) {
            return new Set(known.orElseThrow(), false);
        }
        int latest = known.map(one -> one.policy().key().version()).orElse(0);
        Proposal proposal = new Proposal(
                new Policy.Key(place, from, latest + 1), values, all.at(now).inherited(place, from));
        List<Proposal.Mistake> mistakes = proposal.mistakes();
        if (!mistakes.isEmpty()) {
            return new Mistaken(mistakes);
        }
        if (seen == null ? latest > 0 : seen != latest) {
            return new Overtaken(latest);
        }
        PolicyStore.Version set = new PolicyStore.Version(proposal.policy(), now, by);
        store.add(set);
        outbox.append(List.of(EscalationEvents.policySet(set.policy(), by, now)));
        return new Set(set, true);
    }
}
