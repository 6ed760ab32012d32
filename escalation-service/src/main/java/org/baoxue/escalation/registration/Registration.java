package org.baoxue.escalation.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.directory.Surroundings;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.registration.PupilStore.Enrolled;
import org.baoxue.escalation.registration.PupilStore.Here;
import org.baoxue.escalation.registration.PupilStore.Seen;
import org.baoxue.escalation.registration.PupilStore.Span;
import org.baoxue.escalation.registration.RegistrationStore.Listed;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.term.Pupil;
import org.baoxue.escalation.term.Stay;
import org.baoxue.escalation.term.TermStartRules;
import org.baoxue.escalation.term.Unregistered.Ending;
import org.baoxue.escalation.term.Unregistered.How;
import org.baoxue.escalation.watch.ChildStore;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.escalation.watch.KnownSpell;
import org.baoxue.escalation.watch.Outages;
import org.baoxue.escalation.watch.PolicyStore;
import org.baoxue.escalation.watch.SchoolDutyStore;
import org.baoxue.escalation.watch.SpellStore;
import org.baoxue.escalation.watch.WatchedChild;

/**
 * One look at one school, whose row the caller holds: the same number of statements however many children it has. Only those
 * who have not come, or had not, are looked at one by one, and held meanwhile.
 */
@ApplicationScoped
class Registration {
    private final RegistrationStore store;
    private final PupilStore pupils;
    private final DirectoryStore directory;
    private final PolicyStore policies;
    private final ChildStore children;
    private final SpellStore spells;
    private final SchoolDutyStore duties;
    private final Outages outages;
    private final Recording recording;

    Registration(
            RegistrationStore store,
            PupilStore pupils,
            DirectoryStore directory,
            PolicyStore policies,
            ChildStore children,
            SpellStore spells,
            SchoolDutyStore duties,
            Outages outages,
            Recording recording) {
        this.store = store;
        this.pupils = pupils;
        this.directory = directory;
        this.policies = policies;
        this.children = children;
        this.spells = spells;
        this.duties = duties;
        this.outages = outages;
        this.recording = recording;
    }

    /** Who went to another school earlier than so many days ago is that school's matter alone. */
    private static final int LATELY = 90;

    /** Longer than any term: who left for good so many days ago was not to come to the one that goes on. */
    private static final int PAST_ANY_TERM = 250;

    /** Returns when the school is to be looked at next; never, where nobody has entered a term. */
    Optional<Instant> look(String code, Instant now) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate since = today.minusDays(LATELY);
        List<Enrolled> enrolled = pupils.enrolled(code, since, today.minusDays(PAST_ANY_TERM));
        Set<String> classes = enrolled.stream().flatMap(Registration::classes).collect(Collectors.toSet());
        Surroundings around = directory.around(List.of(code), classes);
        if (!around.knows(code)) {
            return Optional.empty();
        }
        Starts starts = new Starts(code, around, policies.all(), now);
        List<Listed> listed = store.listed(code, since);
        List<Starting> starting = starts.of(enrolled, listed);
        Look look = new Look(code, around, starts, starting, listed, enrolled, classes, now);
        Optional<Instant> nextAt = decide(look);
        if (starting.isEmpty() && !starts.hasTerms(classes.stream())) {
            return Optional.empty();
        }
        return Stream.concat(nextAt.stream(), Stream.of(starts.nextSchoolDay())).min(Comparator.naturalOrder());
    }

    /** Of now, and those in which it was before. */
    private static Stream<String> classes(Enrolled one) {
        return Stream.concat(
                Stream.of(one.child().classId()),
                one.stays().stream().flatMap(stay -> stay.classes().values().stream()));
    }

    private record Look(
            String school,
            Surroundings around,
            Starts starts,
            List<Starting> starting,
            List<Listed> listed,
            List<Enrolled> enrolled,
            Set<String> classes,
            Instant now) {
        LocalDate today() {
            return starts.calendar(school).dateOf(now);
        }

        /** Until both days of all these are over: whoever comes after them is looked for by name. */
        Span first(List<Starting> of) {
            LocalDate from = of.stream()
                    .map(one -> one.stay().seenFrom(one.start()))
                    .min(LocalDate::compareTo)
                    .orElse(today());
            LocalDate last = of.stream()
                    .map(one -> one.start().reportDay())
                    .max(LocalDate::compareTo)
                    .orElse(today());
            return new Span(from, last.isAfter(today()) ? today() : last);
        }

        /** Those with everybody's first day, or those with one of their own. */
        List<Starting> starting(boolean own) {
            return starting.stream().filter(one -> one.start().own() == own).toList();
        }

        /** From the first date that matters to any of these; of terms that are over where none goes on. */
        LocalDate from() {
            return Stream.concat(
                            starting.stream().map(one -> one.start().term().from()),
                            starting.isEmpty()
                                    ? others().stream().map(one -> one.state().since())
                                    : Stream.empty())
                    .min(LocalDate::compareTo)
                    .orElse(today());
        }

        /** Nobody is, of whose week the school has called nobody. */
        boolean mayBeMissing(Starting one, Seen seen, NavigableSet<LocalDate> schoolCalled) {
            return one.start()
                    .calledOn(schoolCalled)
                    .filter(day -> !now.isBefore(TermStartRules.settledAt(one.calendar(), one.policy(), day)))
                    .filter(day -> Stream.of(one.stay().leftOn(), seen.seenOn())
                            .flatMap(Optional::stream)
                            .allMatch(on -> on.isAfter(day)))
                    .isPresent();
        }

        /** Of other terms, going on, and nothing is owed. */
        List<Listed> others() {
            Set<String> looked = starting.stream().map(Starting::subject).collect(Collectors.toSet());
            return listed.stream()
                    .filter(one -> one.state().ending().isEmpty() && !looked.contains(one.subject()))
                    .toList();
        }

        /** Of whom it is said; none of whom no enrolment is known. */
        List<Stay> stays(Listed one) {
            return enrolled.stream()
                    .filter(other -> other.child().student().equals(one.child().student()))
                    .findFirst()
                    .map(other -> Starts.stays(other, one, listed))
                    .orElse(List.of());
        }

        /** Seen since, or else gone: what is owed no more ends as everything does. */
        Optional<Ending> ending(Listed one, Seen later) {
            return later.seenOn()
                    .map(on -> new Ending(How.RETURNED, on))
                    .or(() -> stays(one).stream().reduce((former, last) -> last).flatMap(Stay::leftOn).stream()
                            .filter(left -> !left.isAfter(today()))
                            .map(left -> new Ending(How.LEFT, left))
                            .findFirst());
        }

        Optional<Instant> toCome() {
            return starting.stream()
                    .flatMap(
                            one -> Stream.of(one.start().firstDay(), one.start().reportDay())
                                    .map(day -> TermStartRules.settledAt(one.calendar(), one.policy(), day)))
                    .filter(now::isBefore)
                    .min(Comparator.naturalOrder());
        }
    }

    private Optional<Instant> decide(Look look) {
        Map<String, Seen> seen = seen(look);
        NavigableSet<LocalDate> schoolCalled = schoolCalled(look);
        List<Starting> missing = look.starting().stream()
                .filter(one -> one.before().isPresent()
                        || look.mayBeMissing(one, seen.getOrDefault(one.subject(), Seen.NEVER), schoolCalled))
                .toList();
        Called called = new Called(seen, classCalled(look, missing), schoolCalled);
        List<Listed> others = look.others();
        Known known = known(look, missing, others);
        Looked looked = new Looked(look.now());
        Optional<Instant> nextAt = missing.stream()
                .flatMap(one -> looked.add(rules(look, one, called, known), one).stream())
                .min(Comparator.naturalOrder());
        looked.addThoseOfOtherTerms(others, one -> look.ending(one, known.of(one.subject())), one -> look.starts()
                .policy(one.kept())
                .key());
        recording.write(looked);
        return Stream.concat(nextAt.stream(), look.toCome().stream()).min(Comparator.naturalOrder());
    }

    /**
     * Everybody's first week once for all; who has days of its own is looked for in its own classes only, and not yet where it was
     * found missing before.
     */
    private Map<String, Seen> seen(Look look) {
        List<Starting> common = look.starting(false);
        Map<String, Seen> seen = new HashMap<>();
        if (!common.isEmpty()) {
            seen.putAll(pupils.seen(look.school(), look.classes(), here(common), look.first(common)));
        }
        List<Starting> own = look.starting(true).stream()
                .filter(one -> one.before().isEmpty())
                .toList();
        if (!own.isEmpty()) {
            Set<String> students = own.stream().map(Starting::student).collect(Collectors.toSet());
            seen.putAll(pupils.seen(look.school(), pupils.classesOf(students), here(own), look.first(own)));
        }
        return seen;
    }

    private NavigableSet<LocalDate> schoolCalled(Look look) {
        Set<LocalDate> firsts =
                look.starting().stream().map(one -> one.start().firstDay()).collect(Collectors.toSet());
        return firsts.isEmpty() ? new TreeSet<>() : pupils.firstCalled(look.school(), firsts, look.today());
    }

    /** When the classes were called of those who are looked at one by one: in everybody's first week, and in their own. */
    private Map<String, NavigableSet<LocalDate>> classCalled(Look look, List<Starting> missing) {
        Map<String, NavigableSet<LocalDate>> byClass = new HashMap<>();
        missing.stream()
                .collect(Collectors.groupingBy(one -> one.start().own()))
                .values()
                .forEach(of -> pupils.called(look.school(), classes(of), look.first(of))
                        .forEach((classId, dates) -> byClass.computeIfAbsent(classId, name -> new TreeSet<>())
                                .addAll(dates)));
        return byClass;
    }

    private static Set<String> classes(List<Starting> of) {
        return of.stream()
                .flatMap(one -> one.stay().classesOr(one.enrolled().child().classId()).stream())
                .collect(Collectors.toSet());
    }

    private static List<Here> here(List<Starting> starting) {
        return starting.stream().flatMap(Starting::here).toList();
    }

    private Known known(Look look, List<Starting> missing, List<Listed> others) {
        Set<String> students = Stream.concat(
                        missing.stream().map(Starting::student),
                        others.stream().map(one -> one.child().student()))
                .collect(Collectors.toSet());
        if (students.isEmpty()) {
            return new Known(Map.of(), Map.of(), Map.of(), List.of(), List.of());
        }
        children.lock(students);
        Set<String> subjects = missing.stream().map(Starting::subject).collect(Collectors.toSet());
        List<Here> here = Stream.concat(
                        missing.stream().flatMap(Starting::here),
                        others.stream().flatMap(one -> one.here(look.stays(one))))
                .toList();
        return new Known(
                pupils.leaves(students),
                absences(students),
                pupils.seen(look.school(), pupils.classesOf(students), here, new Span(look.from(), look.today())),
                duties.termStarts(look.school(), subjects),
                outages.lately(look.now()));
    }

    private Map<String, List<Pupil.Away>> absences(Collection<String> students) {
        return spells.spellsOf(students).stream()
                .filter(known -> !(known.spell().state() instanceof Spell.Withdrawn))
                .collect(Collectors.groupingBy(
                        known -> known.child().student(), Collectors.mapping(Registration::away, Collectors.toList())));
    }

    private static Pupil.Away away(KnownSpell known) {
        Spell spell = known.spell();
        return new Pupil.Away(spell.openedOn(), spell.isOpen() ? Optional.empty() : Optional.of(spell.endedOn()));
    }

    private static TermStartRules rules(Look look, Starting one, Called called, Known known) {
        WatchedChild child = one.enrolled().child();
        return new TermStartRules(
                pupil(one, called, known),
                one.start(),
                new Duty.Subject(Duty.Subject.Kind.TERM_START, one.subject()),
                child.scopes(look.around().county(child.place())),
                one.calendar(),
                one.policy(),
                known.duties().stream()
                        .map(Owed::duty)
                        .filter(duty -> duty.subject().id().equals(one.subject()))
                        .toList(),
                known.outages(),
                look.now());
    }

    private static Pupil pupil(Starting one, Called called, Known known) {
        Set<LocalDate> onLeave = new HashSet<>(called.of(one.subject()).onLeave());
        onLeave.addAll(known.of(one.subject()).onLeave());
        Stay stay = one.stay();
        return new Pupil(
                one.student(),
                stay.enrolledOn(),
                stay.notHereFrom(),
                stay.leftOn(),
                stay.transferOn(),
                called.of(one.subject()).seenOn().or(() -> known.of(one.subject())
                        .seenOn()),
                onLeave,
                known.leaves().getOrDefault(one.student(), List.of()),
                known.absences().getOrDefault(one.student(), List.of()),
                called.ofTheClass(one),
                called.bySchool());
    }
}
