package org.baoxue.attendance.rollcall;

import org.baoxue.kit.problem.Problem;

/** What became of one class of a post. */
sealed interface Result {

    /** The first roll call of this session, or a correction of it. */
    record Recorded(RollCall rollCall) implements Result {}

    /** The same was said before. */
    record Unchanged(RollCall rollCall) implements Result {}

    record Refused(String classId, Problem problem) implements Result {}
}
