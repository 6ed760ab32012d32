package org.baoxue.escalation.registration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What some reports say of children, as far as it matters to a term's start.
 *
 * @param seen whom a roll call saw, or who is on leave: it may end that a child has not come
 * @param early of whom anything is said of a date: it may be one before the child had come
 * @param students of whom something is said that has no date
 * @param enrolling schools at which somebody is enrolled, or leaves
 */
public record Said(Marks seen, Marks early, Collection<String> students, Collection<String> enrolling) {

    /** Students, and a date of the school's zone beside each. */
    public record Marks(List<String> students, List<String> dates) {
        public Marks() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        public void add(String student, LocalDate date) {
            students.add(student);
            dates.add(date.toString());
        }
    }
}
