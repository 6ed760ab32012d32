package org.baoxue.escalation.explanation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Fact.LeaveGranted;
import org.baoxue.escalation.spell.Fact.Marked;
import org.baoxue.escalation.spell.Mark;

/** What the highest revision of each roll call, and of each leave, says. */
final class LastWord {
    private static final Set<Mark> SEEN = Set.of(Mark.PRESENT, Mark.LATE);

    private final Collection<Marked> marks;
    private final List<LeaveGranted> leaves;

    LastWord(Basis basis, Collection<Fact> facts) {
        Map<String, Marked> latest = new HashMap<>();
        of(facts, Marked.class)
                .forEach(mark -> latest.merge(
                        mark.classId() + "/" + mark.slot(), mark, (a, b) -> a.revision() < b.revision() ? b : a));
        this.marks = latest.values();
        Map<String, Integer> withdrawn = new HashMap<>();
        basis.leavesWithdrawn().forEach(one -> withdrawn.merge(one.leave(), one.revision(), Math::max));
        Map<String, LeaveGranted> granted = new HashMap<>();
        of(facts, LeaveGranted.class)
                .forEach(leave -> granted.merge(leave.leave(), leave, (a, b) -> a.revision() < b.revision() ? b : a));
        this.leaves = granted.values().stream()
                .filter(leave -> withdrawn.getOrDefault(leave.leave(), 0) <= leave.revision())
                .toList();
    }

    private static <F extends Fact> Stream<F> of(Collection<Fact> facts, Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast);
    }

    List<Mark> marks(LocalDate date) {
        return marks.stream()
                .filter(mark -> mark.slot().date().equals(date))
                .map(Marked::mark)
                .toList();
    }

    List<LeaveGranted> leaves() {
        return leaves;
    }

    boolean isOnLeave(LocalDate date) {
        return leaves.stream()
                .anyMatch(leave ->
                        !leave.from().date().isAfter(date) && !leave.to().date().isBefore(date));
    }

    NavigableSet<LocalDate> seen() {
        return dates(mark -> SEEN.contains(mark.mark()));
    }

    NavigableSet<LocalDate> onLeave() {
        return dates(mark -> mark.mark() == Mark.LEAVE);
    }

    /** Absent in a session that no leave covers, and seen in another of the same date. */
    NavigableSet<LocalDate> skipped() {
        NavigableSet<LocalDate> skipped = dates(mark -> mark.mark() == Mark.ABSENT
                && leaves.stream()
                        .noneMatch(leave -> leave.from().compareTo(mark.slot()) <= 0
                                && leave.to().compareTo(mark.slot()) >= 0));
        skipped.retainAll(seen());
        return skipped;
    }

    private NavigableSet<LocalDate> dates(java.util.function.Predicate<Marked> which) {
        return marks.stream()
                .filter(which)
                .map(mark -> mark.slot().date())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
