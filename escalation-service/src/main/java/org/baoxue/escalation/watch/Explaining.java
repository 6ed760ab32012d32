package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.directory.Surroundings;
import org.baoxue.escalation.explanation.Basis;
import org.baoxue.escalation.explanation.Explainer;
import org.baoxue.escalation.explanation.Explanation;
import org.baoxue.escalation.explanation.Gathered;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.week.SchoolWeek;

/**
 * Why each rule fired or did not for a child on a date, as it was known at an instant: asked again, however much is known since,
 * the answer is the same. Runs inside the caller's transaction, as worker; nothing is written.
 */
@ApplicationScoped
public class Explaining {
    private final AsOfStore store;
    private final DirectoryStore directory;
    private final PolicyStore policies;
    private final TermAsOfStore ofTerms;

    Explaining(AsOfStore store, DirectoryStore directory, PolicyStore policies, TermAsOfStore ofTerms) {
        this.store = store;
        this.ofTerms = ofTerms;
        this.directory = directory;
        this.policies = policies;
    }

    /** Nothing where the child, or its school, was not known then. */
    public Optional<Explanation> explain(String student, LocalDate date, Instant asOf) {
        return store.child(student, asOf).flatMap(child -> {
            Set<String> classes = new HashSet<>(store.classes(child.school()));
            classes.add(child.classId());
            Surroundings around = directory.aroundAsOf(child.school(), classes, asOf);
            return around.knows(child.school())
                    ? Optional.of(Explainer.explain(
                            gathered(child, around, classes, date, asOf).basis()))
                    : Optional.empty();
        });
    }

    private Gathered gathered(
            WatchedChild child, Surroundings around, Set<String> classes, LocalDate date, Instant asOf) {
        Optional<SchoolWeek> week = SchoolWeek.of(child.school(), around.calendarsOf(child.school(), classes), date);
        PolicyStore.Versions versions = policies.all();
        Policy policy = versions.at(asOf).inForce(child.place(), date);
        Function<Policy, SchoolCalendar> calendars =
                one -> around.calendar(child.school(), child.classId(), one.time("day.complete-at"));
        List<AsOfStore.SpellThen> spells = store.spells(child.student(), asOf);
        List<Basis.DutyThen> duties = duties(child, week, date, asOf);
        TermsThen terms = new TermsThen(ofTerms, versions, calendars);
        Optional<Gathered.Starting> starting = terms.starting(child, policy, date, asOf);
        return new Gathered(
                child.student(),
                date,
                asOf,
                school(child, around.school(child.school()), calendars.apply(policy), week),
                calendars,
                policy,
                store.facts(child.student(), date, asOf),
                store.closedDays(child.school(), date, asOf),
                spells.stream()
                        .map(spell -> new Gathered.Named(
                                spell.spell(),
                                spell.opened(),
                                spell.openedAt(),
                                spell.createdAt(),
                                versions.at(spell.knownAt())
                                        .inForce(spell.place(), spell.opened().date())))
                        .toList(),
                store.firings(spells.stream().map(AsOfStore.SpellThen::spell).toList(), asOf),
                duties,
                store.evidence(duties.stream().map(Basis.DutyThen::duty).toList(), asOf),
                store.posted(child.classId(), date, asOf),
                starting,
                week.map(one -> terms.waits(child, one, starting, asOf)).orElse(List.of()));
    }

    private List<Basis.DutyThen> duties(WatchedChild child, Optional<SchoolWeek> week, LocalDate date, Instant asOf) {
        List<Basis.DutyThen> duties =
                new ArrayList<>(store.duties(child.student(), ClassDays.subject(child.classId(), date), asOf));
        week.ifPresent(one -> duties.addAll(store.dutiesOf(one.subject().id(), asOf)));
        return duties;
    }

    private static Basis.OfSchool school(
            WatchedChild child, Surroundings.School school, SchoolCalendar calendar, Optional<SchoolWeek> week) {
        return new Basis.OfSchool(
                school.code(),
                child.classId(),
                child.place(),
                school.zone(),
                calendar.dayCompleteAt(),
                school.exceptionsOnly(),
                school.sessions().stream()
                        .map(session -> new Basis.SessionOf(session.order(), session.code(), session.starts()))
                        .toList(),
                week.map(SchoolWeek::lastDay).orElse(null));
    }
}
