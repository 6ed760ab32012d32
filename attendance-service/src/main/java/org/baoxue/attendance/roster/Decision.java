package org.baoxue.attendance.roster;

import java.time.LocalDate;
import java.util.List;

/** What follows from a registration or a change. */
sealed interface Decision {

    /** Everything is already so. */
    record Unchanged() implements Decision {}

    /**
     * @param rows enrolments to write
     * @param steps what to tell, in order; empty when only the contact changed
     */
    record Changed(List<Enrolment> rows, List<Step> steps) implements Decision {}

    /** @param pointer the field that stands against it */
    record Refused(String slug, String pointer, String detail) implements Decision {}

    /** One change as it is told: the enrolment after it. */
    record Step(Change change, LocalDate effective, Enrolment enrolment) {}
}
