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
import java.util.Set;
import java.util.stream.Collectors;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.directory.Surroundings;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.watch.FactStore.ClosedDay;

/**
 * Reads the recorded past of some children, kind by kind: the same number of statements however many they are. Nothing is held
 * or changed. Runs inside the caller's transaction, as worker.
 */
@ApplicationScoped
public class Pasts {
    /** Absences that ended before may count for a rule that adds up: twenty school days, with the longest vacation between. */
    private static final int LEAD_DAYS = 90;

    private final PastStore store;
    private final SpellStore spells;
    private final DirectoryStore directory;
    private final PolicyStore policies;
    private final OutageStore outages;

    Pasts(PastStore store, SpellStore spells, DirectoryStore directory, PolicyStore policies, OutageStore outages) {
        this.store = store;
        this.spells = spells;
        this.directory = directory;
        this.policies = policies;
        this.outages = outages;
    }

    /**
     * @param pasts of those who were missed at all, by student
     * @param ofUnnamedSchools students who were missed too, at schools of which the directory has not spoken: nothing can be said
     */
    public record Known(List<Past> pasts, Set<String> ofUnnamedSchools) {}

    /** What is read of all of them at once. */
    private record Read(
            Map<String, List<Fact>> facts,
            Map<String, List<ClosedDay>> closed,
            Map<String, List<Past.Deed>> deeds,
            Surroundings around,
            PolicyStore.Versions policies,
            List<Outage> outages) {}

    /**
     * What was recorded of them.
     *
     * @param from the first date that is asked about
     * @param until nothing is known that was accepted, or done, or became known here later
     */
    public Known of(Collection<String> students, LocalDate from, Instant until) {
        LocalDate lead = from.minusDays(LEAD_DAYS);
        List<WatchedChild> missed = store.missed(students, lead, until);
        if (missed.isEmpty()) {
            return new Known(List.of(), Set.of());
        }
        Read read = read(missed, lead, until);
        Map<Boolean, List<WatchedChild>> named = missed.stream()
                .collect(Collectors.partitioningBy(child -> read.around().knows(child.school())));
        return new Known(
                named.getOrDefault(true, List.of()).stream()
                        .map(child -> past(child, read, until))
                        .toList(),
                named.getOrDefault(false, List.of()).stream()
                        .map(WatchedChild::student)
                        .collect(Collectors.toSet()));
    }

    private Read read(List<WatchedChild> missed, LocalDate lead, Instant until) {
        List<String> students = missed.stream().map(WatchedChild::student).toList();
        List<KnownSpell> known = spells.spellsAsOf(students, until);
        Map<String, List<KnownSpell>> byStudent = known.stream()
                .collect(Collectors.groupingBy(spell -> spell.child().student()));
        Map<String, LocalDate> since = new HashMap<>();
        missed.forEach(child -> since.put(
                child.student(),
                Windows.since(lead, byStudent.getOrDefault(child.student(), List.of()), Map.of(), Map.of())));
        LocalDate earliest = since.values().stream().min(LocalDate::compareTo).orElse(lead);
        Set<String> schools = missed.stream().map(WatchedChild::school).collect(Collectors.toSet());
        return new Read(
                store.facts(since, until),
                store.closedDays(schools, earliest, until),
                store.deeds(students, until),
                directory.around(
                        schools, missed.stream().map(WatchedChild::classId).collect(Collectors.toSet())),
                policies.all(),
                outages.since(earliest.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private static Past past(WatchedChild child, Read read, Instant until) {
        Surroundings around = read.around();
        List<ClosedDay> closed = read.closed().getOrDefault(child.school(), List.of());
        List<Fact> facts = new ArrayList<>(read.facts().getOrDefault(child.student(), List.of()));
        closed.stream()
                .map(ClosedDay::fact)
                .filter(Fact.DayClosed::exceptionsOnly)
                .forEach(facts::add);
        return new Past(
                child,
                around.county(child.place()),
                policy -> around.calendar(child.school(), child.classId(), policy.time("day.complete-at")),
                around.school(child.school()).exceptionsOnly(),
                facts,
                closed.stream()
                        .map(day -> new Past.Closing(
                                day.fact().acceptedAt(), day.fact().date(), day.end()))
                        .toList(),
                read.deeds().getOrDefault(child.student(), List.of()),
                read.policies(),
                read.outages().stream()
                        .filter(outage -> !outage.to().isAfter(until))
                        .toList());
    }
}
