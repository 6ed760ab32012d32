package org.baoxue.escalation.lists;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.baoxue.escalation.lists.WeekFactStore.Pupil;
import org.baoxue.escalation.term.Missing;
import org.baoxue.escalation.term.Stay;
import org.baoxue.escalation.watch.EnrolmentStore;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.escalation.week.Patterns;
import org.jdbi.v3.core.Jdbi;

/** Since when a school waits for children who have not come, and when somebody asked for them: one statement a kind. */
@ApplicationScoped
class WaitStore {
    private final Jdbi jdbi;
    private final EnrolmentStore enrolments;

    WaitStore(Jdbi jdbi, EnrolmentStore enrolments) {
        this.jdbi = jdbi;
        this.enrolments = enrolments;
    }

    /** @param classId in which the child was when this was last said */
    private record Waiting(String student, String school, String classId, Missing missing) {
        boolean reaches(LocalDate from, LocalDate until) {
            return missing.isWaitedFor()
                    && !missing.state().since().isAfter(until)
                    && !missing.waitedForUntil().isBefore(from)
                    && !missing.waitedForUntil().isBefore(missing.state().since());
        }
    }

    private record Call(String classId, LocalDate date, Set<String> onLeave) {}

    /**
     * Who had not come when a term began, at this school or the one before, as far as the wait reaches into these dates; with the
     * dates on which somebody asked for it.
     */
    Map<String, List<Patterns.Wait>> waits(Map<String, Pupil> pupils, LocalDate from, LocalDate until) {
        List<Waiting> all = waiting(pupils.keySet());
        List<Waiting> waiting =
                all.stream().filter(one -> one.reaches(from, until)).toList();
        Set<String> students = waiting.stream().map(Waiting::student).collect(Collectors.toSet());
        List<Call> calls = calls(students, from, until);
        Map<String, Set<LocalDate>> byClass = calls.stream()
                .collect(Collectors.groupingBy(Call::classId, Collectors.mapping(Call::date, Collectors.toSet())));
        Map<String, Set<LocalDate>> onLeave = new HashMap<>();
        calls.forEach(
                call -> call.onLeave().forEach(student -> onLeave.computeIfAbsent(student, name -> new HashSet<>())
                        .add(call.date())));
        Map<String, List<Stay.Change>> changes = enrolments.changes(students);
        return waiting.stream()
                .collect(Collectors.groupingBy(
                        Waiting::student,
                        Collectors.mapping(
                                one -> Patterns.Wait.of(
                                        one.missing().state().since(),
                                        one.missing().waitedForUntil(),
                                        called(
                                                one,
                                                all,
                                                pupils,
                                                changes.getOrDefault(one.student(), List.of()),
                                                byClass),
                                        onLeave.getOrDefault(one.student(), Set.of())),
                                Collectors.toList())));
    }

    /** By the class of each date, in the stays to which the start belongs; by the present one, where no enrolment is known. */
    private static Set<LocalDate> called(
            Waiting one,
            List<Waiting> all,
            Map<String, Pupil> pupils,
            List<Stay.Change> changes,
            Map<String, Set<LocalDate>> byClass) {
        String unknown = Optional.ofNullable(pupils.get(one.student()))
                .map(Pupil::child)
                .filter(child -> child.school().equals(one.school()))
                .map(WatchedChild::classId)
                .orElse(one.classId());
        List<Missing> told = all.stream()
                .filter(other ->
                        other.student().equals(one.student()) && other.school().equals(one.school()))
                .map(Waiting::missing)
                .toList();
        return one.missing().called(Stay.at(one.school(), changes), told, byClass, unknown);
    }

    private List<Waiting> waiting(Collection<String> students) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from unregistered where student = any(:students)")
                .bindArray("students", String.class, students)
                .map((row, context) -> new Waiting(
                        row.getString("student"),
                        row.getString("school"),
                        row.getString("class_id"),
                        EnrolmentStore.missing(row)))
                .list());
    }

    /** Of the classes in which roll calls may speak of them, by the last revision of each. */
    private List<Call> calls(Collection<String> students, LocalDate from, LocalDate until) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct on (class_id, date, session_order) class_id, date, "leave" from roll_call
                        where date between :from and :until
                            and class_id in (select class_id from child_class where student = any(:students))
                        order by class_id, date, session_order, revision desc
                        """)
                .bindArray("students", String.class, students)
                .bind("from", from)
                .bind("until", until)
                .map((row, context) -> new Call(
                        row.getString("class_id"),
                        row.getObject("date", LocalDate.class),
                        Set.copyOf(
                                Arrays.asList((String[]) row.getArray("leave").getArray()))))
                .list());
    }
}
