package org.baoxue.escalation.registration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.directory.Surroundings;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.registration.PupilStore.Enrolled;
import org.baoxue.escalation.registration.RegistrationStore.Kept;
import org.baoxue.escalation.registration.RegistrationStore.Listed;
import org.baoxue.escalation.term.Stay;
import org.baoxue.escalation.term.TermStart;
import org.baoxue.escalation.term.TermStartRules;
import org.baoxue.escalation.watch.PolicyStore;

/**
 * The starts of terms that a school's children have now, each by the policy with which it began; and those of which something is
 * still owed, though their term is over or was put elsewhere.
 */
final class Starts {
    private final String school;
    private final Surroundings around;
    private final PolicyStore.Versions policies;
    private final Instant now;
    private final Map<List<Object>, Optional<TermStart>> known = new HashMap<>();

    Starts(String school, Surroundings around, PolicyStore.Versions policies, Instant now) {
        this.school = school;
        this.around = around;
        this.policies = policies;
        this.now = now;
    }

    Policy policy(Kept kept) {
        return policies.at(kept.knownAt()).inForce(around.school(school).place(), kept.on());
    }

    /** Of what has not begun yet. */
    Policy policyOfToday() {
        return policy(today());
    }

    private Kept today() {
        return new Kept(now.atZone(around.school(school).zone()).toLocalDate(), now);
    }

    private SchoolCalendar calendar(String classId, Policy policy) {
        return around.calendar(school, classId, policy.time("day.complete-at"));
    }

    SchoolCalendar calendar(String classId) {
        return calendar(classId, policyOfToday());
    }

    /** When the next school day has been settled. */
    Instant nextSchoolDay() {
        SchoolCalendar own = calendar(school);
        return TermStartRules.settledAt(own, policyOfToday(), own.nextSchoolDay(today().on()));
    }

    boolean hasTerms(Stream<String> classes) {
        LocalDate next = calendar(school).nextSchoolDay(today().on());
        return Stream.concat(Stream.of(school), classes)
                .map(this::calendar)
                .anyMatch(calendar -> calendar.termOf(today().on()).isPresent()
                        || calendar.termOf(next).isPresent());
    }

    List<Starting> of(List<Enrolled> enrolled, List<Listed> listed) {
        Map<String, List<Listed>> before =
                listed.stream().collect(Collectors.groupingBy(one -> one.child().student()));
        return enrolled.stream()
                .flatMap(one -> of(one, before.getOrDefault(one.child().student(), List.of())))
                .toList();
    }

    private Stream<Starting> of(Enrolled one, List<Listed> listed) {
        Stay stay = Stay.on(today().on(), one.stays());
        Optional<TermStart> today = start(one, expectedFrom(stay, Optional.empty()), today(), today().on());
        Optional<Starting> running = today.flatMap(start -> running(one, stay, start, listed));
        Optional<Listed> same = running.flatMap(Starting::before);
        Stream<Starting> told = listed.stream()
                .filter(before -> same.filter(other -> other.subject().equals(before.subject()))
                        .isEmpty())
                .filter(before -> before.owes()
                        || today.filter(start -> before.missing().isOf(start.term()))
                                .isPresent())
                .map(before -> told(one, before, listed));
        return Stream.concat(running.stream(), told);
    }

    /** @param stay that goes on today: one that is known ahead has a start of its own, where nobody misses the child before */
    private Optional<Starting> running(Enrolled one, Stay stay, TermStart today, List<Listed> listed) {
        Optional<Listed> before = listed.stream()
                .filter(other -> other.missing().isOf(today.term())
                        && stays(one, other, listed).contains(stay))
                .max(Comparator.comparing((Listed other) -> other.term().from()));
        List<Stay> stays = before.map(other -> stays(one, other, listed)).orElseGet(() -> List.of(stay));
        Kept kept = before.map(Listed::kept).orElseGet(() -> new Kept(today.firstDay(), now));
        return start(one, expectedFrom(stays.getFirst(), before), kept, today().on())
                .map(start -> {
                    String subject = before.map(Listed::subject).orElseGet(() -> subject(one, stay, start, listed));
                    return starting(one, stays, subject, start, kept, before);
                });
    }

    /** To which it belongs. */
    static List<Stay> stays(Enrolled one, Listed before, List<Listed> listed) {
        return before.missing()
                .stays(
                        one.stays(),
                        listed.stream()
                                .filter(other -> other.child()
                                        .student()
                                        .equals(one.child().student()))
                                .map(Listed::missing)
                                .toList());
    }

    /** Who was listed in this term already, and is enrolled again after an end, has a start of another name. */
    private String subject(Enrolled one, Stay stay, TermStart start, List<Listed> listed) {
        String student = one.child().student();
        LocalDate term = start.term().from();
        String first = TermStartRules.subject(student, school, term).id();
        boolean again = listed.stream().anyMatch(other -> other.subject().equals(first));
        return again
                ? TermStartRules.subjectAgain(student, school, term, stay.revision())
                        .id()
                : first;
    }

    /** Of a term, or a stay, that is over: by the dates that were told, where no calendar knows that term any more. */
    private Starting told(Enrolled one, Listed before, List<Listed> listed) {
        List<Stay> stays = stays(one, before, listed);
        Policy policy = policy(before.kept());
        SchoolCalendar calendar = calendar(one.child().classId(), policy);
        TermStart start = before.missing().told(stays.getFirst(), calendar, policy);
        return starting(one, stays, before.subject(), start, before.kept(), Optional.of(before));
    }

    private Starting starting(
            Enrolled one, List<Stay> stays, String subject, TermStart start, Kept kept, Optional<Listed> before) {
        Policy policy = policy(kept);
        return new Starting(one, stays, subject, calendar(one.child().classId(), policy), start, policy, kept, before);
    }

    private Expected expectedFrom(Stay stay, Optional<Listed> before) {
        return calendar -> before.map(listed -> listed.missing().expectedFrom(stay, calendar))
                .orElseGet(() -> stay.expectedFrom(calendar));
    }

    private interface Expected {
        LocalDate from(SchoolCalendar calendar);
    }

    private Optional<TermStart> start(Enrolled one, Expected expected, Kept kept, LocalDate on) {
        String classId = one.child().classId();
        Policy policy = policy(kept);
        SchoolCalendar calendar = calendar(classId, policy);
        LocalDate from = expected.from(calendar);
        return known.computeIfAbsent(List.of(classId, from, kept, on), key -> TermStart.of(calendar, policy, from, on));
    }
}
