package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.directory.Surroundings;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.duty.Explanations;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Tell;
import org.baoxue.escalation.duty.Why;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.escalation.watch.FactStore.ClosedDay;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;

/**
 * Looks at children again, after a fact about them came in or because time passed: the one place in which spells and duties
 * change. However many children there are, it reads and writes with the same number of statements. Runs inside the caller's
 * transaction, as worker.
 */
@ApplicationScoped
public class Watch {
    private final ChildStore children;
    private final SpellStore spells;
    private final DutyStore duties;
    private final FactStore facts;
    private final DirectoryStore directory;
    private final PolicyStore policies;
    private final Outbox outbox;

    Watch(
            ChildStore children,
            SpellStore spells,
            DutyStore duties,
            FactStore facts,
            DirectoryStore directory,
            PolicyStore policies,
            Outbox outbox) {
        this.children = children;
        this.spells = spells;
        this.duties = duties;
        this.facts = facts;
        this.directory = directory;
        this.policies = policies;
        this.outbox = outbox;
    }

    /** @param changed the children, each with the first date of which a fact may have changed */
    public void look(Map<String, LocalDate> changed, Instant now) {
        if (!changed.isEmpty()) {
            List<WatchedChild> locked = children.lock(changed.keySet());
            write(reviews(locked, changed, now), now);
        }
    }

    /** Looks at children about whom no fact changed. */
    public void look(Collection<String> students, Instant now) {
        LocalDate tomorrow = now.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
        look(students.stream().distinct().collect(Collectors.toMap(student -> student, student -> tomorrow)), now);
    }

    /** The child's spells and where each rule stands for them; nothing is written. */
    public Optional<Explained> explain(String student, Instant now) {
        List<WatchedChild> found = children.find(student);
        return reviews(found, Map.of(student, LocalDate.EPOCH), now).stream()
                .findFirst()
                .map(review -> new Explained(
                        review.known().child(),
                        review.known().calendar(),
                        review.known().facts(),
                        review.decided().stream()
                                .map(decided -> new ExplainedSpell(
                                        decided.spell(),
                                        Explanations.of(review.circumstances(
                                                decided.spell(),
                                                decided.outcome().duties()))))
                                .toList()));
    }

    /** What a child's explanation rests on. */
    public record Explained(
            WatchedChild child, SchoolCalendar calendar, List<Fact> facts, List<ExplainedSpell> spells) {}

    public record ExplainedSpell(KnownSpell spell, List<Explanations.Standing> rules) {}

    private List<Review> reviews(List<WatchedChild> found, Map<String, LocalDate> changed, Instant now) {
        List<String> students = found.stream().map(WatchedChild::student).toList();
        Map<String, List<KnownSpell>> spellsOf = spells.spellsOf(students).stream()
                .collect(Collectors.groupingBy(spell -> spell.child().student()));
        List<String> spellIds = spellsOf.values().stream()
                .flatMap(List::stream)
                .map(spell -> spell.spell().id())
                .toList();
        Map<String, List<Duty>> dutiesOf = duties.dutiesOf(spellIds).stream()
                .map(Owed::duty)
                .collect(Collectors.groupingBy(duty -> duty.subject().id()));
        Map<String, List<Firing>> firings = duties.firingsOf(spellIds);
        List<Evidence> evidence = duties.evidenceOf(spellIds);

        Map<String, LocalDate> since = new HashMap<>();
        found.forEach(child -> since.put(
                child.student(),
                Windows.since(
                        Optional.ofNullable(changed.get(child.student())).orElseThrow(),
                        spellsOf.getOrDefault(child.student(), List.of()),
                        dutiesOf,
                        firings)));
        Map<String, List<Fact>> factsOf = facts.facts(since);
        Set<String> schools = found.stream().map(WatchedChild::school).collect(Collectors.toSet());
        LocalDate earliest = since.values().stream().min(LocalDate::compareTo).orElse(LocalDate.MAX);
        Map<String, List<ClosedDay>> closed = facts.closedDays(schools, earliest);
        Surroundings surroundings = directory.around(
                schools, found.stream().map(WatchedChild::classId).collect(Collectors.toSet()));
        PolicyStore.Versions versions = policies.all();
        return found.stream()
                .map(child -> {
                    List<KnownSpell> own = spellsOf.getOrDefault(child.student(), List.of());
                    List<Fact> all = new ArrayList<>(factsOf.getOrDefault(child.student(), List.of()));
                    Map<LocalDate, DayEnd> ends = new HashMap<>();
                    closed.getOrDefault(child.school(), List.of()).forEach(day -> {
                        ends.put(day.fact().date(), day.end());
                        all.add(day.fact());
                    });
                    return new Review(
                            new Review.Known(
                                    child,
                                    surroundings.county(child.place()),
                                    surroundings.calendar(
                                            child.school(),
                                            child.classId(),
                                            Policies.shipped().time("day.complete-at")),
                                    surroundings.school(child.school()).exceptionsOnly(),
                                    Optional.ofNullable(since.get(child.student()))
                                            .orElseThrow(),
                                    all,
                                    ends,
                                    own,
                                    own.stream()
                                            .flatMap(spell ->
                                                    dutiesOf
                                                            .getOrDefault(
                                                                    spell.spell()
                                                                            .id(),
                                                                    List.of())
                                                            .stream())
                                            .toList(),
                                    firings,
                                    evidence,
                                    versions),
                            now);
                })
                .toList();
    }

    private void write(List<Review> reviews, Instant now) {
        List<KnownSpell> changedSpells = new ArrayList<>();
        Map<String, Owed> changedDuties = new HashMap<>();
        Map<String, List<Firing>> changedFirings = new HashMap<>();
        Map<String, Why> whys = new HashMap<>();
        List<OutgoingEvent> events = new ArrayList<>();
        Map<String, Optional<Instant>> next = new HashMap<>();
        Set<String> held = heldPosts(reviews);
        for (Review review : reviews) {
            review.changes().forEach(change -> {
                changedSpells.add(change.after());
                events.addAll(EscalationEvents.spells(change.before(), change.after(), now));
            });
            for (Review.Decided decided : review.decided()) {
                WatchedChild child = decided.spell().child();
                decided.outcome()
                        .duties()
                        .forEach(duty -> changedDuties.put(duty.id(), new Owed(duty, child.student(), child)));
                changedFirings.put(
                        decided.spell().spell().id(), decided.outcome().firings());
                for (Decision decision : decided.outcome().decisions()) {
                    keepWhy(decision, whys);
                    List<Tell> tells = tells(decision, child, review.known().county(), held, now);
                    EscalationEvents.of(child, decision, tells, isUnverified(decision, decided), now)
                            .ifPresent(events::add);
                }
            }
            next.put(review.known().child().student(), review.nextAt());
        }
        spells.save(changedSpells);
        duties.saveDuties(changedDuties.values(), whys);
        duties.saveFirings(changedFirings, whys);
        children.setNext(next);
        outbox.append(events);
    }

    private Set<String> heldPosts(List<Review> reviews) {
        Set<String> scopes = reviews.stream()
                .filter(review -> review.decided().stream()
                        .flatMap(decided -> decided.outcome().decisions().stream())
                        .anyMatch(Decision.Opened.class::isInstance))
                .flatMap(review -> Windows.scopes(
                        review.known().child().scopes(review.known().county())))
                .collect(Collectors.toSet());
        return scopes.isEmpty()
                ? Set.of()
                : directory.heldPosts(scopes, reviews.getFirst().today());
    }

    private static List<Tell> tells(
            Decision decision, WatchedChild child, String county, Set<String> held, Instant now) {
        return switch (decision) {
            case Decision.Opened opened
            when opened.tells().isEmpty() && opened.duty().late() -> opened.tells();
            case Decision.Opened opened ->
                Vacancies.reported(opened.duty().owner(), opened.tells(), child.scopes(county), held, now);
            case Decision.Finished finished -> finished.tells();
            case Decision.Lapsed lapsed -> lapsed.tells();
            case Decision.Told told -> told.tells();
            case Decision.Moved moved -> List.of();
            case Decision.Cancelled cancelled -> List.of();
            case Decision.Corrected corrected -> List.of();
            case Decision.Fired fired -> List.of();
            case Decision.Withdrawn withdrawn -> List.of();
            case Decision.Settled settled -> List.of();
        };
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
