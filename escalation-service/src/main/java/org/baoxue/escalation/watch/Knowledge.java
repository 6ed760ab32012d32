package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.directory.Surroundings;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.escalation.watch.FactStore.ClosedDay;

/** Reads what is known of some children, kind by kind: the same number of statements however many they are. */
@ApplicationScoped
class Knowledge {
    private final SpellStore spells;
    private final DutyStore duties;
    private final FiringStore firings;
    private final FactStore facts;
    private final DirectoryStore directory;
    private final PolicyStore policies;
    private final Outages outages;

    Knowledge(
            SpellStore spells,
            DutyStore duties,
            FiringStore firings,
            FactStore facts,
            DirectoryStore directory,
            PolicyStore policies,
            Outages outages) {
        this.spells = spells;
        this.duties = duties;
        this.firings = firings;
        this.facts = facts;
        this.directory = directory;
        this.policies = policies;
        this.outages = outages;
    }

    /** What was told and done about these children so far. */
    private record History(
            Map<String, List<KnownSpell>> spells,
            Map<String, List<Duty>> duties,
            Map<String, List<Firing>> firings,
            List<Evidence> evidence) {
        List<KnownSpell> spellsOf(String student) {
            return spells.getOrDefault(student, List.of());
        }

        List<Duty> dutiesOf(String student) {
            return spellsOf(student).stream()
                    .flatMap(known -> duties.getOrDefault(known.spell().id(), List.of()).stream())
                    .toList();
        }
    }

    /** What was reported of them, and of their schools' days. */
    private record Reported(
            Map<String, LocalDate> since, Map<String, List<Fact>> facts, Map<String, List<ClosedDay>> closed) {
        LocalDate since(String student) {
            return Optional.ofNullable(since.get(student)).orElseThrow();
        }

        List<Fact> factsOf(WatchedChild child) {
            List<Fact> all = new ArrayList<>(facts.getOrDefault(child.student(), List.of()));
            closed.getOrDefault(child.school(), List.of()).forEach(day -> all.add(day.fact()));
            return all;
        }

        Map<LocalDate, DayEnd> endsOf(WatchedChild child) {
            Map<LocalDate, DayEnd> ends = new HashMap<>();
            closed.getOrDefault(child.school(), List.of())
                    .forEach(day -> ends.put(day.fact().date(), day.end()));
            return ends;
        }
    }

    /** What holds around them, whoever they are. */
    private record Framework(Surroundings around, PolicyStore.Versions policies, List<Outage> outages) {}

    /**
     * Of the children whose school is known.
     *
     * @param changed the first date of which a fact about each child may have changed
     */
    List<Review> reviews(List<WatchedChild> children, Map<String, LocalDate> changed, Instant now) {
        History history = history(children);
        Reported reported = reported(children, changed, history);
        Framework framework = framework(children, now);
        return children.stream()
                .filter(child -> framework.around().knows(child.school()))
                .map(child -> new Review(known(child, history, reported, framework), now))
                .toList();
    }

    private History history(List<WatchedChild> children) {
        List<KnownSpell> known =
                spells.spellsOf(children.stream().map(WatchedChild::student).toList());
        List<String> ids = known.stream().map(spell -> spell.spell().id()).toList();
        return new History(
                known.stream()
                        .collect(Collectors.groupingBy(spell -> spell.child().student())),
                duties.dutiesOf(ids).stream().map(Owed::duty).collect(Collectors.groupingBy(duty -> duty.subject()
                        .id())),
                firings.firingsOf(ids),
                duties.evidenceOf(ids));
    }

    private Reported reported(List<WatchedChild> children, Map<String, LocalDate> changed, History history) {
        Map<String, LocalDate> since = new HashMap<>();
        for (WatchedChild child : children) {
            LocalDate first = Optional.ofNullable(changed.get(child.student())).orElseThrow();
            since.put(
                    child.student(),
                    Windows.since(first, history.spellsOf(child.student()), history.duties(), history.firings()));
        }
        LocalDate earliest = since.values().stream().min(LocalDate::compareTo).orElse(LocalDate.MAX);
        return new Reported(since, facts.facts(since), facts.closedDays(schools(children), earliest));
    }

    private Framework framework(List<WatchedChild> children, Instant now) {
        Set<String> classes = children.stream().map(WatchedChild::classId).collect(Collectors.toSet());
        return new Framework(directory.around(schools(children), classes), policies.all(), outages.lately(now));
    }

    private static Set<String> schools(Collection<WatchedChild> children) {
        return new HashSet<>(children.stream().map(WatchedChild::school).toList());
    }

    private static Review.Known known(WatchedChild child, History history, Reported reported, Framework framework) {
        Surroundings around = framework.around();
        return new Review.Known(
                child,
                around.county(child.place()),
                policy -> around.calendar(child.school(), child.classId(), policy.time("day.complete-at")),
                around.school(child.school()).exceptionsOnly(),
                reported.since(child.student()),
                reported.factsOf(child),
                reported.endsOf(child),
                history.spellsOf(child.student()),
                history.dutiesOf(child.student()),
                history.firings(),
                history.evidence(),
                framework.policies(),
                framework.outages());
    }
}
