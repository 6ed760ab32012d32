package org.baoxue.attendance.rollcall;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a class, each in exactly one list; each list is sorted. */
public record Marks(
        List<String> present, List<String> late, List<String> absent, List<String> leave, List<String> unknown) {

    public Marks {
        present = sorted(present);
        late = sorted(late);
        absent = sorted(absent);
        leave = sorted(leave);
        unknown = sorted(unknown);
    }

    Set<String> members() {
        var all = new HashSet<String>();
        List.of(present, late, absent, leave, unknown).forEach(all::addAll);
        return all;
    }

    /**
     * Sorts members by what is said of them.
     *
     * @param said the marks of those named
     * @param unnamed what holds for the others; null: nothing is known of them
     * @param onLeave those whom an approved leave covers: unnamed they are on leave, not present
     */
    static Marks of(Collection<String> members, Map<String, Mark> said, @Nullable Mark unnamed, Set<String> onLeave) {
        Map<Mark, List<String>> lists = new EnumMap<>(Mark.class);
        for (var mark : Mark.values()) {
            lists.put(mark, new ArrayList<>());
        }
        List<String> unknown = new ArrayList<>();
        for (var member : members) {
            var mark = said.getOrDefault(
                    member, unnamed == Mark.PRESENT && onLeave.contains(member) ? Mark.LEAVE : unnamed);
            (mark == null ? unknown : list(lists, mark)).add(member);
        }
        return of(lists, unknown);
    }

    /** These marks with one child moved to {@code mark}; null: nothing is known of it any more. */
    Marks with(String student, @Nullable Mark mark) {
        Map<Mark, List<String>> lists = new EnumMap<>(Mark.class);
        lists.put(Mark.PRESENT, without(present, student));
        lists.put(Mark.LATE, without(late, student));
        lists.put(Mark.ABSENT, without(absent, student));
        lists.put(Mark.LEAVE, without(leave, student));
        var others = without(unknown, student);
        (mark == null ? others : list(lists, mark)).add(student);
        return of(lists, others);
    }

    /** How many members something is said of. */
    int known() {
        return present.size() + late.size() + absent.size() + leave.size();
    }

    private static Marks of(Map<Mark, List<String>> lists, List<String> unknown) {
        return new Marks(
                list(lists, Mark.PRESENT),
                list(lists, Mark.LATE),
                list(lists, Mark.ABSENT),
                list(lists, Mark.LEAVE),
                unknown);
    }

    private static List<String> list(Map<Mark, List<String>> lists, Mark mark) {
        return lists.computeIfAbsent(mark, absent -> new ArrayList<>());
    }

    private static List<String> without(List<String> list, String student) {
        var rest = new HashSet<>(list);
        rest.remove(student);
        return new ArrayList<>(rest);
    }

    private static List<String> sorted(List<String> students) {
        return students.stream().sorted().toList();
    }
}
