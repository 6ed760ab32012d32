package org.baoxue.escalation.registration;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableSet;
import org.baoxue.escalation.registration.PupilStore.Seen;

/**
 * What the roll calls said of the school's children and classes; of each child since its own start.
 *
 * @param bySchool dates on which any class was called: the first one of all, and the first one from each first day on
 */
record Called(Map<String, Seen> seen, Map<String, NavigableSet<LocalDate>> byClass, NavigableSet<LocalDate> bySchool) {
    Seen of(String subject) {
        return seen.getOrDefault(subject, Seen.NEVER);
    }

    /** The dates on which the class was called in which the child was on each. */
    NavigableSet<LocalDate> ofTheClass(Starting one) {
        return one.stay().called(byClass, one.enrolled().child().classId());
    }
}
