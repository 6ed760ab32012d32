package org.baoxue.attendance.rollcall;

import java.time.LocalDate;
import java.util.List;
import org.baoxue.kit.problem.Problem;

/** What some lines of a file say. */
sealed interface Said {

    /**
     * One class at one session.
     *
     * @param lines of its entries where each has one of its own; the only one otherwise
     */
    record OfClass(List<Long> lines, LocalDate date, String session, Asked.Whole asked) implements Said {

        /** Of what a pointer into the roll call names. */
        long lineOf(String pointer) {
            var step = pointer.split("/", -1);
            boolean ofEntry = lines.size() > 1 && step.length > 2 && step[1].equals("entries");
            return ofEntry ? lines.get(Integer.parseInt(step[2])) : lines.getFirst();
        }
    }

    record Unreadable(long line, Problem problem) implements Said {}
}
