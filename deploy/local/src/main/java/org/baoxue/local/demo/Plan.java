package org.baoxue.local.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What each roll call of the story will say: who is not simply present, and which roll calls are not taken in time. */
final class Plan {
    record Slot(String classId, LocalDate date, String session) {}

    private final Map<Slot, Map<String, String>> marks = new HashMap<>();
    private final Map<Slot, Set<String>> unmarked = new HashMap<>();
    private final Set<Slot> silent = new HashSet<>();

    void mark(String classId, LocalDate date, String session, String student, String mark) {
        marks.computeIfAbsent(new Slot(classId, date, session), _ -> new HashMap<>())
                .put(student, mark);
    }

    /** The roll call is taken, but nothing is said of this child. */
    void leaveOut(String classId, LocalDate date, String session, String student) {
        unmarked.computeIfAbsent(new Slot(classId, date, session), _ -> new HashSet<>())
                .add(student);
    }

    /** The roll call does not come at its time. */
    void beSilent(String classId, LocalDate date, String session) {
        silent.add(new Slot(classId, date, session));
    }

    Map<String, String> marks(Slot slot) {
        return marks.getOrDefault(slot, Map.of());
    }

    Set<String> unmarked(Slot slot) {
        return unmarked.getOrDefault(slot, Set.of());
    }

    boolean isSilent(Slot slot) {
        return silent.contains(slot);
    }
}
