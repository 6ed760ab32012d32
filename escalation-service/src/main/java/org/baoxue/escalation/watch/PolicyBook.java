package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Proposal;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * Sets policies of places, version by version; none is ever changed or forgotten. What a new one says holds for absences and
 * class days from its date on; a spell that runs keeps the policy that was known when it began. One policy is set at a time,
 * for each must fit those of the places below it and of later dates. Runs inside the caller's transaction, as worker.
 */
@ApplicationScoped
public class PolicyBook {
    private final PolicyStore store;
    private final ClassDayStore classDays;
    private final Outbox outbox;
    private final SuiteClock clock;

    PolicyBook(PolicyStore store, ClassDayStore classDays, Outbox outbox, SuiteClock clock) {
        this.store = store;
        this.classDays = classDays;
        this.outbox = outbox;
        this.clock = clock;
    }

    public sealed interface Outcome {}

    /** The place has it; {@code version} was there before where the place had set just that. */
    public record Accepted(PolicyStore.Version version) implements Outcome {}

    /** Somewhere on earth that day has begun. */
    public record TooSoon(LocalDate earliest) implements Outcome {}

    public record Mistaken(List<Proposal.Mistake> mistakes) implements Outcome {}

    /** It would contradict what is set below the place, or from later dates on. */
    public record Clashing(List<Proposal.Clash> clashes) implements Outcome {}

    /** Somebody set another version than the one that was seen; 0 where none was set. */
    public record Overtaken(int latest) implements Outcome {}

    /** What the proposal would change: {@code before} and {@code after} are what is and would be in force. */
    public record Changing(Policy before, Policy after) implements Outcome {}

    /** @param seen the version that this one replaces; null where nobody looked, which only the first may do */
    public Outcome set(
            String place, LocalDate from, Map<String, Policy.Value> values, @Nullable Integer seen, String by) {
        store.lock();
        Instant now = clock.now();
        PolicyStore.Versions all = store.all();
        Optional<PolicyStore.Version> known = all.latest(place, from);
        if (known.filter(one -> one.policy().values().equals(values)).isPresent()) {
            return new Accepted(known.orElseThrow());
        }
        Optional<Outcome> tooSoon = tooSoon(from, now);
        if (tooSoon.isPresent()) {
            return tooSoon.get();
        }
        int latest = known.map(one -> one.policy().key().version()).orElse(0);
        Policy.Key key = new Policy.Key(place, from, latest + 1);
        Outcome looked = look(key, values, all.at(now));
        if (!(looked instanceof Changing)) {
            return looked;
        }
        if (seen == null ? latest > 0 : seen != latest) {
            return new Overtaken(latest);
        }
        PolicyStore.Version set = new PolicyStore.Version(new Policy(key, values), now, by);
        store.add(set);
        classDays.lookAgain(place, now);
        outbox.append(List.of(EscalationEvents.policySet(set.policy(), by, now)));
        return new Accepted(set);
    }

    /** What setting it would come to; nothing is set. */
    public Outcome look(String place, LocalDate from, Map<String, Policy.Value> values) {
        Instant now = clock.now();
        return tooSoon(from, now)
                .orElseGet(() -> look(
                        new Policy.Key(place, from, Integer.MAX_VALUE),
                        values,
                        store.all().at(now)));
    }

    private static Optional<Outcome> tooSoon(LocalDate from, Instant now) {
        LocalDate today = now.atOffset(PolicyStore.Versions.FIRST_TO_BEGIN).toLocalDate();
        return from.isAfter(today) ? Optional.empty() : Optional.of(new TooSoon(today.plusDays(1)));
    }

    private static Outcome look(Policy.Key key, Map<String, Policy.Value> values, Policies known) {
        Policy inherited = known.inherited(key.place(), key.from());
        Proposal proposal = new Proposal(key, values, inherited);
        List<Proposal.Mistake> mistakes = proposal.mistakes();
        if (!mistakes.isEmpty()) {
            return new Mistaken(mistakes);
        }
        List<Proposal.Clash> clashes = proposal.clashes(known);
        return clashes.isEmpty()
                ? new Changing(
                        known.inForce(key.place(), key.from()),
                        proposal.policy().over(inherited))
                : new Clashing(clashes);
    }
}
