package org.baoxue.attendance.roster;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.attendance.day.SchoolDays;
import org.baoxue.attendance.roster.Decision.Changed;
import org.baoxue.attendance.roster.RosterStore.Student;
import org.baoxue.attendance.roster.RosterStore.Written;
import org.baoxue.attendance.school.School;
import org.baoxue.attendance.school.SchoolClass;
import org.baoxue.attendance.school.Schools;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.kit.store.Transactions;
import org.jspecify.annotations.Nullable;

/**
 * Keeps who is in which class, one child or a thousand at a time.
 *
 * <p>It writes as worker, because a school that takes a child in must be able to end its place in a school that it may not
 * see; callers check before that the school named is their own.
 */
@ApplicationScoped
public class Roster {

    private final RosterStore store;
    private final SchoolDays days;
    private final Schools schools;
    private final Sealing sealing;
    private final NumberStore numberStore;
    private final SuiteClock clock;
    private final Outbox outbox;
    private final Transactions transactions;

    Roster(
            RosterStore store,
            SchoolDays days,
            Schools schools,
            Sealing sealing,
            NumberStore numberStore,
            SuiteClock clock,
            Outbox outbox,
            Transactions transactions) {
        this.store = store;
        this.days = days;
        this.schools = schools;
        this.sealing = sealing;
        this.numberStore = numberStore;
        this.clock = clock;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /** What a batch has decided and not yet written. */
    private static final class Batch {
        private final List<Student> students = new ArrayList<>();
        private final List<Written> rows = new ArrayList<>();
        private final List<OutgoingEvent> events = new ArrayList<>();
        private final Map<String, SchoolClass> classes;
        private final Set<String> renamed = new TreeSet<>();

        Batch(Map<String, SchoolClass> classes) {
            this.classes = new HashMap<>(classes);
        }

        /** A class that is there already keeps its name unless it gets another one. */
        void keep(SchoolClass said) {
            var before = classes.get(said.id());
            var after = before == null ? said : before.named(said.name());
            classes.put(said.id(), after);
            if (before != null && !after.equals(before)) {
                renamed.add(said.id());
            }
        }

        @Nullable String nameOf(String classId) {
            var known = classes.get(classId);
            return known == null ? null : known.name();
        }
    }

    /** Registers children, each at most once; the outcomes are by student. */
    public Map<String, Outcome> register(List<Registration> wanted) {
        return transactions.asWorker(() -> {
            var ids = wanted.stream().map(Registration::student).toList();
            store.lock(ids);
            var students = store.students(ids);
            var histories = store.histories(ids);
            var codes = new TreeSet<String>();
            wanted.forEach(one -> codes.add(one.school()));
            students.values().forEach(one -> codes.add(one.school()));
            schools.lockForPosting(codes);
            var known = schools.findAll(codes);
            var batch = new Batch(schools.holdClasses(
                    wanted.stream().map(Registration::classId).toList()));
            var outcomes = new LinkedHashMap<String, Outcome>();
            var numbers = numberStore.look(wanted);
            for (var one : wanted) {
                var refusal = refusal(one, known.containsKey(one.school()), batch.classes.get(one.classId()));
                refusal = refusal == null ? numbers.take(one.student(), one.numbers()) : refusal;
                if (refusal == null) {
                    batch.keep(new SchoolClass(one.classId(), one.school(), one.className()));
                } else {
                    outcomes.put(one.student(), refusal);
                }
            }
            var now = clock.now();
            for (var one : wanted) {
                outcomes.computeIfAbsent(one.student(), id -> register(one, students.get(id), histories, batch, now));
            }
            write(batch, now);
            outcomes.replaceAll(
                    (id, outcome) -> outcome instanceof Outcome.Unchanged(int revision) && numbers.isChanged(id)
                            ? new Outcome.Written(revision, false)
                            : outcome);
            numbers.write(outcomes.entrySet().stream()
                    .filter(one -> one.getValue() instanceof Outcome.Written)
                    .map(Map.Entry::getKey)
                    .toList());
            return outcomes;
        });
    }

    private static Outcome.@Nullable Refused refusal(
            Registration one, boolean schoolKnown, @Nullable SchoolClass ofClass) {
        if (!schoolKnown) {
            return new Outcome.Refused("unknown-school", "/school", "the directory knows no school of this code");
        }
        if (ofClass != null && !ofClass.school().equals(one.school())) {
            return new Outcome.Refused("class-of-another-school", "/class", "this class belongs to another school");
        }
        return null;
    }

    private Outcome register(
            Registration one,
            @Nullable Student student,
            Map<String, List<Enrolment>> histories,
            Batch batch,
            Instant now) {
        boolean sameContact = student != null && one.contact().equals(open(student));
        var history = histories.getOrDefault(one.student(), List.of());
        var decision = EnrolmentRules.register(history, one, sameContact);
        var sealed = student != null && sameContact ? student.sealed() : sealing.seal(Json.write(one.contact()));
        return apply(decision, one.student(), student, history, sealed, batch, now);
    }

    /** Withdraws children whom the school's own system no longer has; the outcomes are by student, unknown ones have none. */
    public Map<String, Outcome> depart(List<Departure> departures) {
        return transactions.asWorker(() -> {
            var ids = departures.stream().map(Departure::student).distinct().toList();
            store.lock(ids);
            var students = store.students(ids);
            var histories = store.histories(students.keySet());
            var codes = students.values().stream().map(Student::school).collect(Collectors.toCollection(TreeSet::new));
            schools.lockForPosting(codes);
            var known = schools.findAll(codes);
            var batch = new Batch(schools.holdClasses(
                    students.values().stream().map(Student::classId).distinct().toList()));
            var now = clock.now();
            var outcomes = new LinkedHashMap<String, Outcome>();
            for (var one : departures) {
                var student = students.get(one.student());
                if (student != null && !(outcomes.get(one.student()) instanceof Outcome.Written)) {
                    outcomes.put(
                            one.student(), depart(one, student, histories, known.get(student.school()), batch, now));
                }
            }
            write(batch, now);
            return outcomes;
        });
    }

    private Outcome depart(
            Departure departure,
            Student student,
            Map<String, List<Enrolment>> histories,
            @Nullable School school,
            Batch batch,
            Instant now) {
        if (school == null) {
            return new Outcome.Refused("unknown-school", "/school", "the directory knows no school of this code");
        }
        var history = histories.getOrDefault(student.id(), List.of());
        var decision = EnrolmentRules.missing(history.getLast(), departure, school.dateOf(now));
        return apply(decision, student.id(), student, history, student.sealed(), batch, now);
    }

    /** Changes where one child belongs; null when there is no such child. */
    @Nullable Outcome change(String student, Change change, LocalDate effective, @Nullable String newClass) {
        return transactions.asWorker(() -> {
            store.lock(List.of(student));
            var kept = store.students(List.of(student)).get(student);
            if (kept == null) {
                return null;
            }
            schools.lockForPosting(List.of(kept.school()));
            var batch = new Batch(schools.holdClasses(
                    Stream.of(kept.classId(), newClass).filter(Objects::nonNull).toList()));
            var wanted = newClass == null ? null : batch.classes.get(newClass);
            if (wanted != null && !wanted.school().equals(kept.school())) {
                return new Outcome.Refused("class-of-another-school", "/class", "this class belongs to another school");
            }
            var history = store.histories(List.of(student)).getOrDefault(student, List.of());
            var decision = EnrolmentRules.change(history.getLast(), change, effective, newClass);
            var now = clock.now();
            var outcome = apply(decision, student, kept, history, kept.sealed(), batch, now);
            write(batch, now);
            return outcome;
        });
    }

    private Outcome apply(
            Decision decision,
            String id,
            @Nullable Student student,
            List<Enrolment> history,
            String sealed,
            Batch batch,
            Instant now) {
        int revision = student == null ? 0 : student.revision();
        return switch (decision) {
            case Decision.Unchanged() -> new Outcome.Unchanged(revision);
            case Decision.Refused(var slug, var pointer, var detail) -> new Outcome.Refused(slug, pointer, detail);
            case Changed changed -> {
                for (var step : changed.steps()) {
                    revision++;
                    batch.events.add(RosterEvents.changed(step, revision, now));
                }
                revision += changed.steps().isEmpty() ? 1 : 0;
                for (var row : changed.rows()) {
                    batch.rows.add(new Written(row, revision));
                    batch.keep(new SchoolClass(row.classId(), row.school(), null));
                }
                var latest = changed.rows().isEmpty()
                        ? history.getLast()
                        : changed.rows().getLast();
                var after = new Student(
                        id, latest.school(), latest.classId(), latest.place(), latest.homePlace(), sealed, revision);
                batch.students.add(after);
                batch.events.add(RosterEvents.kept(after, latest, batch.nameOf(latest.classId()), now));
                yield new Outcome.Written(revision, student == null);
            }
        };
    }

    private void write(Batch batch, Instant now) {
        if (!batch.renamed.isEmpty()) {
            tellNewNames(batch, now);
        }
        if (batch.students.isEmpty() && batch.renamed.isEmpty()) {
            return;
        }
        schools.keepClasses(batch.classes.values());
        store.writeStudents(batch.students);
        store.writeEnrolments(batch.rows, now);
        if (!batch.rows.isEmpty()) {
            days.reopen(batch.rows.stream().map(row -> row.enrolment().school()).collect(Collectors.toSet()));
        }
        outbox.append(batch.events);
    }

    /** Every child of the class is told of again, under the revision it has. */
    private void tellNewNames(Batch batch, Instant now) {
        var written = batch.students.stream().map(Student::id).collect(Collectors.toSet());
        var others = store.studentsOf(batch.renamed).stream()
                .filter(student -> !written.contains(student.id()))
                .toList();
        var histories = store.histories(others.stream().map(Student::id).toList());
        for (var student : others) {
            var latest = histories.getOrDefault(student.id(), List.of()).getLast();
            batch.events.add(RosterEvents.kept(student, latest, batch.nameOf(latest.classId()), now));
        }
    }

    private Contact open(Student student) {
        return Json.read(sealing.open(student.sealed()), Contact.class);
    }
}
