package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.baoxue.escalation.duty.Circumstances;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Explanations;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Why;
import org.baoxue.escalation.spell.CountedDay;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.kit.inbox.Backlog;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.jboss.logging.Logger;

/**
 * Looks at children again, after a fact about them came in or because time passed: the place in which spells and duties
 * change. As long as more of what others published is still to be read, nothing is decided: the children become due, and due
 * work waits for it. However many children there are, it reads and writes with the same number of statements. Runs inside the caller's
 * transaction, as worker.
 */
@ApplicationScoped
public class Watch {
    private static final Logger LOG = Logger.getLogger(Watch.class);
    private static final Duration SCHOOL_UNKNOWN = Duration.ofMinutes(1);

    private final Backlog backlog;
    private final ChildStore children;
    private final SpellStore spells;
    private final DutyStore duties;
    private final FiringStore firings;
    private final Knowledge knowledge;
    private final Outbox outbox;
    private final Lateness lateness;

    Watch(
            Backlog backlog,
            ChildStore children,
            SpellStore spells,
            DutyStore duties,
            FiringStore firings,
            Knowledge knowledge,
            Outbox outbox,
            Lateness lateness) {
        this.backlog = backlog;
        this.children = children;
        this.spells = spells;
        this.duties = duties;
        this.firings = firings;
        this.knowledge = knowledge;
        this.outbox = outbox;
        this.lateness = lateness;
    }

    /** @param changed the children, each with the first date of which a fact may have changed */
    public void look(Map<String, LocalDate> changed, Instant now) {
        if (!changed.isEmpty()) {
            long calendars = children.calendars();
            Map<String, LocalDate> since = new HashMap<>(changed);
            List<WatchedChild> locked = new ArrayList<>();
            for (ChildStore.Locked one : children.lock(changed.keySet())) {
                locked.add(one.child());
                one.since()
                        .ifPresent(date -> since.merge(one.child().student(), date, (a, b) -> a.isBefore(b) ? a : b));
            }
            since.keySet().retainAll(locked.stream().map(WatchedChild::student).toList());
            if (backlog.isRead()) {
                decide(locked, since, calendars, now);
            } else {
                children.putOff(since, now);
            }
        }
    }

    private void decide(List<WatchedChild> locked, Map<String, LocalDate> since, long calendars, Instant now) {
        List<Review> reviews = knowledge.reviews(locked, since, now);
        write(reviews, calendars, now);
        letWait(reviews, since, now);
    }

    /** A child's new school may be heard of a little after the child: nothing can be decided before. */
    private void letWait(List<Review> reviews, Map<String, LocalDate> since, Instant now) {
        Map<String, LocalDate> waiting = new HashMap<>(since);
        reviews.forEach(review -> waiting.remove(review.known().child().student()));
        if (!waiting.isEmpty()) {
            Line.of("children wait for their school to become known")
                    .with("children", waiting.size())
                    .warn(LOG);
            children.putOff(waiting, now.plus(SCHOOL_UNKNOWN));
        }
    }

    /** Looks at children about whom no fact changed. */
    public void look(Collection<String> students, Instant now) {
        LocalDate tomorrow = now.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
        look(students.stream().distinct().collect(Collectors.toMap(student -> student, student -> tomorrow)), now);
    }

    /** The child's spells as the facts tell them now; nothing is written. */
    public List<Told> tell(String student, Instant now) {
        List<WatchedChild> found = children.find(student);
        return knowledge.reviews(found, Map.of(student, LocalDate.EPOCH), now).stream()
                .findFirst()
                .map(review -> review.decided().stream()
                        .map(decided -> told(review, decided, now))
                        .toList())
                .orElse(List.of());
    }

    private static Told told(Review review, Review.Decided decided, Instant now) {
        Circumstances given =
                review.circumstances(decided.spell(), decided.outcome().duties());
        return new Told(decided.spell(), Explanations.daysOf(given, now));
    }

    /** @param days counted so far, as they count for the rule that opens a case */
    public record Told(KnownSpell spell, List<CountedDay> days) {}

    private void write(List<Review> reviews, long calendars, Instant now) {
        Changes changes = new Changes(now);
        reviews.forEach(changes::add);
        spells.save(changes.spells);
        duties.add(changes.opened.values(), changes.whys);
        duties.saveChanged(changes.changed);
        firings.save(changes.firings, changes.whys);
        children.setNext(changes.next, calendars);
        outbox.append(changes.events);
        changes.decisions.forEach(decision -> lateness.of(decision, now));
    }

    /** What some reviews change, to be written kind by kind. */
    private static final class Changes {
        private final Instant now;
        private final List<KnownSpell> spells = new ArrayList<>();
        private final Map<String, Owed> opened = new HashMap<>();
        private final List<Duty> changed = new ArrayList<>();
        private final Map<String, List<Firing>> firings = new HashMap<>();
        private final Map<String, Why> whys = new HashMap<>();
        private final Map<String, ChildStore.Next> next = new HashMap<>();
        private final List<Decision> decisions = new ArrayList<>();
        private final List<OutgoingEvent> events = new ArrayList<>();

        Changes(Instant now) {
            this.now = now;
        }

        void add(Review review) {
            review.changes().forEach(change -> {
                spells.add(change.after());
                events.addAll(SpellEvents.of(change.before(), change.after(), now));
            });
            Map<String, Duty> before =
                    review.known().duties().stream().collect(Collectors.toMap(Duty::id, duty -> duty));
            review.decided().forEach(decided -> {
                add(decided, before);
                addFirings(decided, review.known().firings());
            });
            next.put(review.known().child().student(), new ChildStore.Next(review.nextAt(), review.onlyLapsesUntil()));
        }

        private void addFirings(Review.Decided decided, Map<String, List<Firing>> before) {
            String spell = decided.spell().spell().id();
            List<Firing> changed = new ArrayList<>(decided.outcome().firings());
            changed.removeAll(before.getOrDefault(spell, List.of()));
            firings.put(spell, changed);
        }

        private void add(Review.Decided decided, Map<String, Duty> before) {
            WatchedChild child = decided.spell().child();
            for (Duty duty : decided.outcome().duties()) {
                Duty known = before.get(duty.id());
                if (known == null) {
                    opened.put(duty.id(), new Owed(duty, child.student(), child));
                } else if (!known.equals(duty)) {
                    changed.add(duty);
                }
            }
            for (Decision decision : decided.outcome().decisions()) {
                keepWhy(decision, whys);
                EscalationEvents.of(child, decision, decision.tells(), isUnverified(decision, decided), now)
                        .ifPresent(events::add);
                decisions.add(decision);
            }
        }
    }

    private static boolean isUnverified(Decision decision, Review.Decided decided) {
        return decision instanceof Decision.Opened opened
                && decided.outcome().firings().stream()
                        .anyMatch(firing -> firing.id().equals(opened.duty().firing())
                                && firing.outside() == Firing.Outside.UNVERIFIED);
    }

    private static void keepWhy(Decision decision, Map<String, Why> whys) {
        switch (decision) {
            case Decision.Opened opened -> whys.put(opened.duty().id(), opened.why());
            case Decision.Fired fired -> whys.put(fired.firing().id(), fired.why());
            default -> {
                // the reason of what began it stands
            }
        }
    }
}
