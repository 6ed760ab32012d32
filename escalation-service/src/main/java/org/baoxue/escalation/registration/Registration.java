package org.baoxue.escalation.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
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
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.directory.Surroundings;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.registration.RegistrationStore.Enrolled;
import org.baoxue.escalation.registration.RegistrationStore.Listed;
import org.baoxue.escalation.registration.RegistrationStore.Seen;
import org.baoxue.escalation.registration.RegistrationStore.Span;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.term.Pupil;
import org.baoxue.escalation.term.TermStart;
import org.baoxue.escalation.term.TermStartRules;
import org.baoxue.escalation.watch.ChildStore;
import org.baoxue.escalation.watch.DutyStore;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.escalation.watch.KnownSpell;
import org.baoxue.escalation.watch.PolicyStore;
import org.baoxue.escalation.watch.SpellStore;
import org.baoxue.escalation.watch.WatchedChild;

/**
 * One look at one school, whose row the caller holds: the same number of statements however many children it has. Only those
 * who have not come, or had not, are looked at one by one, and held meanwhile.
 */
@ApplicationScoped
class Registration {
    private final RegistrationStore store;
    private final DirectoryStore directory;
    private final PolicyStore policies;
    private final ChildStore children;
    private final SpellStore spells;
    private final DutyStore duties;
    private final Recording recording;

    Registration(
            RegistrationStore store,
            DirectoryStore directory,
            PolicyStore policies,
            ChildStore children,
            SpellStore spells,
            DutyStore duties,
            Recording recording) {
        this.store = store;
        this.directory = directory;
        this.policies = policies;
        this.children = children;
        this.spells = spells;
        this.duties = duties;
        this.recording = recording;
    }

    /** A school with its calendars, as they are now. */
    private record School(String code, Surroundings around, Policy policy, Instant now) {
        SchoolCalendar calendar(String classId) {
            return around.calendar(code, classId, policy.time("day.complete-at"));
        }

        LocalDate today() {
            return calendar(code).dateOf(now);
        }

        Optional<Instant> nextSchoolDay() {
            SchoolCalendar own = calendar(code);
            return Optional.of(TermStartRules.settledAt(own, policy, own.nextSchoolDay(today())));
        }
    }

    /** A child and the term's start that it has. */
    private record Starting(Enrolled enrolled, SchoolCalendar calendar, TermStart start) {
        String student() {
            return enrolled.child().student();
        }
    }

    /** What the roll calls said of the school's children and classes. */
    private record Called(
            Map<String, Seen> seen, Map<String, NavigableSet<LocalDate>> byClass, NavigableSet<LocalDate> bySchool) {
        Seen of(String student) {
            return seen.getOrDefault(student, Seen.NEVER);
        }
    }

    /** What else is known of those who are looked at one by one. */
    private record Known(
            Map<String, List<Pupil.Leave>> leaves,
            Map<String, List<Pupil.Away>> absences,
            Map<String, Seen> later,
            List<Owed> duties,
            List<Listed> listed) {}

    /** Returns when the school is to be looked at next; never, where nobody has entered a term. */
    Optional<Instant> look(String code, Instant now) {
        List<Enrolled> enrolled = store.enrolled(code);
        Set<String> classes =
                enrolled.stream().map(one -> one.child().classId()).collect(Collectors.toSet());
        Surroundings around = directory.around(List.of(code), classes);
        if (!around.knows(code)) {
            return Optional.empty();
        }
        LocalDate roughly = now.atZone(around.school(code).zone()).toLocalDate();
        Policy policy = policies.all().at(now).inForce(around.school(code).place(), roughly);
        School school = new School(code, around, policy, now);
        List<Starting> starting = starting(school, enrolled);
        if (starting.isEmpty()) {
            return hasTerms(school, classes) ? school.nextSchoolDay() : Optional.empty();
        }
        return Stream.concat(decide(school, starting, classes).stream(), school.nextSchoolDay().stream())
                .min(Comparator.naturalOrder());
    }

    private static boolean hasTerms(School school, Set<String> classes) {
        LocalDate next = school.calendar(school.code()).nextSchoolDay(school.today());
        return Stream.concat(Stream.of(school.code()), classes.stream())
                .map(school::calendar)
                .anyMatch(calendar -> calendar.termOf(school.today()).isPresent()
                        || calendar.termOf(next).isPresent());
    }

    private static List<Starting> starting(School school, List<Enrolled> enrolled) {
        Map<String, SchoolCalendar> calendars = new HashMap<>();
        Map<List<Object>, Optional<TermStart>> starts = new HashMap<>();
        return enrolled.stream()
                .flatMap(one -> {
                    String classId = one.child().classId();
                    SchoolCalendar calendar = calendars.computeIfAbsent(classId, school::calendar);
                    return starts
                            .computeIfAbsent(
                                    List.of(classId, one.enrolledOn()),
                                    key -> TermStart.of(calendar, school.policy(), one.enrolledOn(), school.today()))
                            .map(start -> new Starting(one, calendar, start))
                            .stream();
                })
                .toList();
    }

    private Optional<Instant> decide(School school, List<Starting> starting, Set<String> classes) {
        LocalDate term = starting.stream()
                .map(one -> one.start().term())
                .min(LocalDate::compareTo)
                .orElseThrow();
        Span first = new Span(term, untilWhen(school, starting));
        Called called = called(school.code(), classes, first);
        List<Listed> listed = store.listed(school.code(), term);
        Set<String> wereListed =
                listed.stream().map(one -> one.child().student()).collect(Collectors.toSet());
        List<Starting> missing = starting.stream()
                .filter(one -> wereListed.contains(one.student()) || mayBeMissing(one, called, school))
                .toList();
        Known known = known(school, missing, listed, first);
        Looked looked = new Looked(school.code(), school.policy(), school.now());
        Optional<Instant> nextAt = missing.stream()
                .flatMap(
                        one -> looked
                                .add(
                                        rules(school, one, called, known),
                                        one.start(),
                                        one.enrolled().child(),
                                        known.listed())
                                .stream())
                .min(Comparator.naturalOrder());
        looked.addThoseOfOtherTerms(known.duties(), known.listed(), student -> seenOn(student, called, known));
        recording.write(looked);
        return Stream.concat(nextAt.stream(), toCome(school, starting).stream()).min(Comparator.naturalOrder());
    }

    /** Whoever comes after both days is looked for by name. */
    private static LocalDate untilWhen(School school, List<Starting> starting) {
        LocalDate last = starting.stream()
                .map(one -> one.start().reportDay())
                .max(LocalDate::compareTo)
                .orElseThrow();
        return last.isAfter(school.today()) ? school.today() : last;
    }

    private static boolean mayBeMissing(Starting one, Called called, School school) {
        Instant settled = TermStartRules.settledAt(
                one.calendar(), school.policy(), one.start().firstDay());
        return !school.now().isBefore(settled)
                && called.of(one.student())
                        .seenOn()
                        .filter(seen -> !seen.isAfter(one.start().firstDay()))
                        .isEmpty();
    }

    private static Optional<Instant> toCome(School school, List<Starting> starting) {
        return starting.stream()
                .flatMap(one -> Stream.of(one.start().firstDay(), one.start().reportDay())
                        .map(day -> TermStartRules.settledAt(one.calendar(), school.policy(), day)))
                .filter(school.now()::isBefore)
                .min(Comparator.naturalOrder());
    }

    private Called called(String school, Set<String> classes, Span in) {
        Map<String, NavigableSet<LocalDate>> byClass = store.called(school, classes, in);
        NavigableSet<LocalDate> all = new TreeSet<>();
        byClass.values().forEach(all::addAll);
        return new Called(store.seen(school, classes, in), byClass, all);
    }

    private Known known(School school, List<Starting> missing, List<Listed> listed, Span first) {
        Set<String> students =
                new HashSet<>(missing.stream().map(Starting::student).toList());
        listed.forEach(one -> students.add(one.child().student()));
        if (students.isEmpty()) {
            return new Known(Map.of(), Map.of(), Map.of(), List.of(), List.of());
        }
        children.lock(students);
        Set<String> subjects = missing.stream()
                .map(one -> TermStartRules.subject(
                                one.student(), school.code(), one.start().term())
                        .id())
                .collect(Collectors.toSet());
        return new Known(
                store.leaves(students),
                absences(students),
                store.seen(school.code(), store.classesOf(students), new Span(first.from(), school.today())),
                duties.termStarts(school.code(), subjects),
                listed);
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

    private static Optional<LocalDate> seenOn(String student, Called called, Known known) {
        return called.of(student)
                .seenOn()
                .or(() -> known.later().getOrDefault(student, Seen.NEVER).seenOn());
    }

    private static TermStartRules rules(School school, Starting one, Called called, Known known) {
        WatchedChild child = one.enrolled().child();
        Set<LocalDate> onLeave = new HashSet<>(called.of(one.student()).onLeave());
        onLeave.addAll(known.later().getOrDefault(one.student(), Seen.NEVER).onLeave());
        Pupil pupil = new Pupil(
                one.student(),
                one.enrolled().enrolledOn(),
                one.enrolled().notHereFrom(),
                one.enrolled().leftOn(),
                one.enrolled().transferOn(),
                seenOn(one.student(), called, known),
                onLeave,
                known.leaves().getOrDefault(one.student(), List.of()),
                known.absences().getOrDefault(one.student(), List.of()),
                called.byClass().getOrDefault(child.classId(), new TreeSet<>()),
                called.bySchool());
        String subject = TermStartRules.subject(
                        one.student(), school.code(), one.start().term())
                .id();
        return new TermStartRules(
                pupil,
                one.start(),
                child.scopes(school.around().county(child.place())),
                one.calendar(),
                school.policy(),
                known.duties().stream()
                        .map(Owed::duty)
                        .filter(duty -> duty.subject().id().equals(subject))
                        .toList(),
                school.now());
    }
}
