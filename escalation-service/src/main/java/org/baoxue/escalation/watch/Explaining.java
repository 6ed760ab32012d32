package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.baoxue.escalation.term.Stay;
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
            Where there = Where.on(date, ofTerms.changes(student, asOf)).orElseGet(() -> Where.of(child));
            Set<String> classes = new HashSet<>(store.classes(there.school()));
            classes.add(there.classId());
            Surroundings around = directory.aroundAsOf(there.school(), classes, asOf);
            return around.knows(there.school())
                    ? Optional.of(Explainer.explain(gathered(there.of(child, around), around, classes, date, asOf)
                            .basis()))
                    : Optional.empty();
        });
    }

    /** The school and class in which a child is, or was on a date. */
    private record Where(String school, String classId) {
        static Where of(WatchedChild child) {
            return new Where(child.school(), child.classId());
        }

        /** As the last change up to the date has it, or else the first one; nothing where none names a class. */
        static Optional<Where> on(LocalDate date, List<Stay.Change> changes) {
            List<Stay.Change> placing = changes.stream()
                    .filter(Stay.Change::isPlacing)
                    .sorted(Comparator.comparingInt(Stay.Change::revision))
                    .toList();
            return placing.stream()
                    .filter(change -> !change.effective().isAfter(date))
                    .reduce((former, later) -> later)
                    .or(() -> placing.stream().findFirst())
                    .map(change -> new Where(
                            change.school(),
                            Optional.ofNullable(change.classId()).orElseThrow()));
        }

        /** The child where it was; of a former school, at that school's place. */
        WatchedChild of(WatchedChild child, Surroundings around) {
            String place = school.equals(child.school())
                    ? child.place()
                    : around.school(school).place();
            return new WatchedChild(child.student(), school, place, child.homePlace(), classId);
        }
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
        Instant begin = calendars.apply(policy).at(date, LocalTime.MIDNIGHT);
        Optional<Gathered.Starting> starting =
                terms.starting(child, policy, date, subject -> owes(duties, subject, begin), asOf);
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

    private static boolean owes(List<Basis.DutyThen> duties, String subject, Instant since) {
        return duties.stream()
                .filter(duty -> duty.subject().equals(subject))
                .anyMatch(duty -> duty.endedAt() == null || !duty.endedAt().isBefore(since));
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
