package org.baoxue.attendance.roster;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A child's time in one class.
 *
 * @param ordinal its number among the child's enrolments, from 1
 * @param place township of the 学籍
 * @param homePlace township of the 户籍
 * @param to the last day, included; null while it goes on
 * @param ended how; null while it goes on
 */
record Enrolment(
        String student,
        int ordinal,
        String school,
        String classId,
        String place,
        String homePlace,
        Stage stage,
        LocalDate from,
        @Nullable LocalDate to,
        @Nullable Change ended) {

    static Enrolment begun(Registration wanted, int ordinal) {
        return new Enrolment(
                wanted.student(),
                ordinal,
                wanted.school(),
                wanted.classId(),
                wanted.place(),
                wanted.homePlace(),
                wanted.stage(),
                wanted.from(),
                null,
                null);
    }

    boolean goesOn() {
        return ended == null;
    }

    /** The first day on which the child no longer belongs to the class. */
    LocalDate over() {
        return to == null ? LocalDate.MAX : to.plusDays(1);
    }

    Enrolment endedBy(Change change, LocalDate effective) {
        return new Enrolment(
                student, ordinal, school, classId, place, homePlace, stage, from, effective.minusDays(1), change);
    }

    Enrolment inClass(String newClass, LocalDate effective) {
        return new Enrolment(student, ordinal + 1, school, newClass, place, homePlace, stage, effective, null, null);
    }
}
