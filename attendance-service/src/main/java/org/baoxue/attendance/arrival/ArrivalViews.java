package org.baoxue.attendance.arrival;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is said of arrivals. */
public final class ArrivalViews {

    private ArrivalViews() {}

    /**
     * Clause: B 三(二) 要求3, what the bureau counts in a term's first week.
     *
     * @param enrolled at the school on the last of the dates
     * @param arrived seen, present or late, in any of the dates' daily roll calls
     * @param onLeave not seen, and on leave in one of them
     * @param missing neither
     * @param classes that have members
     * @param called of the school's classes those that were called on any of the dates; nobody can be seen in the others
     */
    public record OfSchool(
            String school,
            String place,
            int enrolled,
            int arrived,
            int onLeave,
            int missing,
            int classes,
            int called) {}

    /** Clause: B 三(三)1 「未到校注册学生名单」. */
    public record NotArrived(
            String student, @JsonProperty("class") String classId, boolean onLeave) {}
}
