package org.baoxue.attendance.roster;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Who belongs to a class on a date, as far as the running transaction sees. */
@ApplicationScoped
public class Members {

    /** A child's class on a date, with the codes by which its rows are reachable. */
    public record Member(String student, String school, String classId, String place, String homePlace) {}

    private final RosterStore store;

    Members(RosterStore store) {
        this.store = store;
    }

    public Map<String, List<String>> of(Collection<String> classes, LocalDate date) {
        return store.members(classes, date);
    }

    public @Nullable Member on(String student, LocalDate date) {
        var row = store.on(student, date);
        return row == null
                ? null
                : new Member(row.student(), row.school(), row.classId(), row.place(), row.homePlace());
    }

    /** The latest class of a child, also when it has left; null when the transaction may not see the child. */
    public @Nullable Member latest(String student) {
        var kept = store.students(List.of(student)).get(student);
        return kept == null
                ? null
                : new Member(kept.id(), kept.school(), kept.classId(), kept.place(), kept.homePlace());
    }

    /** The child as the transaction's scope shows it: 404 when it does not. */
    public Member visible(String student) {
        var member = latest(student);
        if (member == null) {
            throw Problems.notFound(
                    "No child of this id, or none that you may see.",
                    new At("path:studentId", "a child of your own school, class or place"));
        }
        return member;
    }

    /** Those of the children whom the transaction may see, by the school that has or had them last. */
    public Map<String, String> schoolsOf(Collection<String> students) {
        return store.students(students).values().stream()
                .collect(Collectors.toMap(RosterStore.Student::id, RosterStore.Student::school));
    }

    /** Orders this transaction with every other that changes the child. */
    public void lock(String student) {
        store.lock(List.of(student));
    }
}
