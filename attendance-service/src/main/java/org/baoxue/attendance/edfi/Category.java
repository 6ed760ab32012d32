package org.baoxue.attendance.edfi;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.baoxue.attendance.rollcall.Mark;

/** What the descriptors of Ed-Fi's attendance event categories mean as marks. */
final class Category {

    private static final Map<String, Mark> MARKS = Map.of(
            "In Attendance", Mark.PRESENT,
            "Unexcused Absence", Mark.ABSENT,
            "Excused Absence", Mark.LEAVE,
            "Tardy", Mark.LATE,
            "Partial", Mark.LATE);

    private Category() {}

    /** Of {@code uri://ed-fi.org/AttendanceEventCategoryDescriptor#Tardy} or the bare {@code Tardy}. */
    static Optional<Mark> mark(String descriptor) {
        return Optional.ofNullable(MARKS.get(codeValue(descriptor)));
    }

    static String codeValue(String descriptor) {
        return descriptor.substring(descriptor.lastIndexOf('#') + 1).strip();
    }

    static Set<String> known() {
        return new TreeSet<>(MARKS.keySet());
    }
}
