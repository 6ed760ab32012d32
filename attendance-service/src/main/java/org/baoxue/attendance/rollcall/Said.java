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
     * @param byEntry each entry has a line of its own
     */
    record OfClass(List<Long> lines, boolean byEntry, LocalDate date, String session, Asked.Whole asked)
            implements Said {

        /** Which roll call of the file it is: what is said of the same one twice has the same name. */
        String call() {
            return date + "|" + session + "|" + asked.classId();
        }

        /** A place in the roll call, as whoever wrote the file names it: {@code /entries/7/student} is a column of a line. */
        Place place(String pointer) {
            var step = pointer.split("/", -1);
            boolean ofEntry = byEntry && step.length > 2 && step[1].equals("entries");
            return ofEntry
                    ? new Place(lines.get(Integer.parseInt(step[2])), step.length > 3 ? "/" + step[3] : "")
                    : new Place(lines.getFirst(), pointer);
        }
    }

    record Place(long line, String pointer) {}

    /** A roll call, or what was to be one, that cannot be taken: not even in part. */
    record Unreadable(long fromLine, long toLine, List<Fault> faults) implements Said {

        static Unreadable line(long number, Problem problem) {
            return new Unreadable(number, number, List.of(new Fault(number, problem)));
        }
    }

    record Fault(long line, Problem problem) {}
}
