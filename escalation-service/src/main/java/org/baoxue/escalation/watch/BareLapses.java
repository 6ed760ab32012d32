package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.directory.Surroundings;
import org.baoxue.escalation.duty.Circumstances;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.DutyRules;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.watch.ChildStore.Due;
import org.baoxue.escalation.watch.ChildStore.Next;
import org.baoxue.kit.inbox.Backlog;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;

/**
 * The short way of {@link Watch} for what falls due most often: an hour rule of a running absence lapses and nothing else is
 * due. It is the same decision: the last look said until when time alone does nothing but let duties lapse
 * ({@link DutyRules.Outcome#onlyLapsesUntil}), whatever is learned or done about the child looks at it again and says it anew,
 * and the step that lets duties lapse is the very one of a whole look ({@link DutyRules#lapse}). So no fact is read and no
 * spell is told again. {@code LapsesOracleTest} compares both over generated histories. Runs inside the caller's transaction,
 * which holds the children's rows.
 */
@ApplicationScoped
class BareLapses {
    private final Backlog backlog;
    private final Outages outages;
    private final SpellStore spells;
    private final DutyStore duties;
    private final DirectoryStore directory;
    private final PolicyStore policies;
    private final ChildStore children;
    private final Outbox outbox;
    private final Lateness lateness;

    BareLapses(
            Backlog backlog,
            Outages outages,
            SpellStore spells,
            DutyStore duties,
            DirectoryStore directory,
            PolicyStore policies,
            ChildStore children,
            Outbox outbox,
            Lateness lateness) {
        this.backlog = backlog;
        this.outages = outages;
        this.spells = spells;
        this.duties = duties;
        this.directory = directory;
        this.policies = policies;
        this.children = children;
        this.outbox = outbox;
        this.lateness = lateness;
    }

    /** Ends what lapses of those of whom nothing else is due; returns the others, who are to be looked at. */
    List<String> settle(List<Due> due, Instant now) {
        List<Due> bare = due.stream()
                .filter(one ->
                        one.onlyLapsesUntil() != null && one.onlyLapsesUntil().isAfter(now))
                .toList();
        Set<String> settled =
                !bare.isEmpty() && backlog.isRead() && outages.lately(now).isEmpty() ? end(bare, now) : Set.of();
        return due.stream()
                .map(one -> one.child().student())
                .filter(student -> !settled.contains(student))
                .toList();
    }

    private Set<String> end(List<Due> bare, Instant now) {
        Known known = known(bare.stream().map(Due::child).toList());
        Changes changes = new Changes(now);
        bare.stream()
                .filter(known::isPlain)
                .forEach(one -> changes.add(one, known.spell(one), lapsing(one, known, now)));
        duties.saveChanged(changes.lapsed);
        children.setNext(changes.next, bare.getFirst().calendars());
        outbox.append(changes.events);
        changes.decisions.forEach(decision -> lateness.of(decision, now));
        return changes.next.keySet();
    }

    private Known known(List<WatchedChild> all) {
        List<String> students = all.stream().map(WatchedChild::student).toList();
        return new Known(
                spells.spellsOf(students).stream()
                        .collect(Collectors.groupingBy(one -> one.child().student())),
                duties.openOf(students),
                directory.around(
                        all.stream().map(WatchedChild::school).collect(Collectors.toSet()),
                        all.stream().map(WatchedChild::classId).collect(Collectors.toSet())),
                policies.all());
    }

    private static DutyRules.Lapsing lapsing(Due one, Known known, Instant now) {
        KnownSpell spell = known.spell(one);
        Policy policy = spell.keptOf(known.policies());
        return DutyRules.lapse(new Circumstances(
                spell.spell(),
                known.spellsOf(one),
                spell.child().scopes(known.around().county(one.child().place())),
                known.around().calendar(one.child().school(), one.child().classId(), policy.time("day.complete-at")),
                policy,
                List.of(),
                Map.of(),
                false,
                known.dutiesOf(one),
                List.of(),
                List.of(),
                now,
                List.of(),
                policy.duration("hours.lapse-wait")));
    }

    /** What a lapse rests on, of all these children. */
    private record Known(
            Map<String, List<KnownSpell>> spells,
            Map<String, List<Duty>> duties,
            Surroundings around,
            PolicyStore.Versions policies) {

        /** One absence runs, and all that is owed is of it. */
        boolean isPlain(Due one) {
            List<KnownSpell> running = running(one);
            return around.knows(one.child().school())
                    && running.size() == 1
                    && dutiesOf(one).stream().allMatch(duty -> duty.subject()
                            .id()
                            .equals(running.getFirst().spell().id()));
        }

        KnownSpell spell(Due one) {
            KnownSpell running = running(one).getFirst();
            return running.as(running.spell(), one.child());
        }

        List<Spell> spellsOf(Due one) {
            return spells.getOrDefault(one.child().student(), List.of()).stream()
                    .map(KnownSpell::spell)
                    .toList();
        }

        List<Duty> dutiesOf(Due one) {
            return duties.getOrDefault(one.child().student(), List.of());
        }

        private List<KnownSpell> running(Due one) {
            return spells.getOrDefault(one.child().student(), List.of()).stream()
                    .filter(known -> known.spell().isOpen())
                    .toList();
        }
    }

    private static final class Changes {
        private final Instant now;
        private final List<Duty> lapsed = new ArrayList<>();
        private final Map<String, Next> next = new HashMap<>();
        private final List<OutgoingEvent> events = new ArrayList<>();
        private final List<Decision> decisions = new ArrayList<>();

        Changes(Instant now) {
            this.now = now;
        }

        void add(Due one, KnownSpell spell, DutyRules.Lapsing lapsing) {
            Optional<Instant> until = Optional.ofNullable(one.onlyLapsesUntil());
            next.put(one.child().student(), new Next(earliest(lapsing.nextAt(), until), until));
            lapsing.decisions().forEach(decision -> {
                EscalationEvents.of(spell.child(), decision, decision.tells(), false, now)
                        .ifPresent(events::add);
                decisions.add(decision);
            });
            lapsing.duties().stream().filter(duty -> !duty.isOpen()).forEach(lapsed::add);
        }

        private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
            return one.filter(at -> other.filter(at::isAfter).isEmpty()).or(() -> other);
        }
    }
}
