package org.baoxue.escalation.week;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** A child on a list of a week, and why. */
public record Named(String student, List<Reason> reasons) {

    /**
     * @param count of what the code names
     * @param from the first date that it speaks of, of the school's zone
     * @param to the last one
     */
    public record Reason(Code code, int count, LocalDate from, LocalDate to) {
        public String zh() {
            return switch (code) {
                case UNEXCUSED_DAYS -> "无故未到校" + count + "天（" + from + "至" + to + "）";
                case PRESUMED_DAYS -> "其中" + count + "天未标注";
                case UNREGISTERED_DAYS -> "自应到校之日起未到校，本周" + count + "天（" + from + "至" + to + "）";
                case LONG_LEAVE -> "长期请假" + count + "天（" + from + "至" + to + "）";
                case REPEATED_LEAVE -> from + "以来请假" + count + "次";
                case SKIPPED_LESSONS -> from + "以来逃课" + count + "天次";
            };
        }

        public String en() {
            return switch (code) {
                case UNEXCUSED_DAYS -> count + " unexcused school days (" + from + " to " + to + ")";
                case PRESUMED_DAYS -> count + " of them without a mark";
                case UNREGISTERED_DAYS ->
                    "not come since it was expected, " + count + " school days of the week (" + from + " to " + to
                            + ")";
                case LONG_LEAVE -> "a leave of " + count + " days (" + from + " to " + to + ")";
                case REPEATED_LEAVE -> count + " leaves since " + from;
                case SKIPPED_LESSONS -> "lessons skipped on " + count + " days since " + from;
            };
        }
    }

    public enum Code {
        UNEXCUSED_DAYS,
        /** Of the unexcused days: nobody marked the child, nothing was seen of it. */
        PRESUMED_DAYS,
        /** It has not come since its first day of a term, and no absence counts these days. */
        UNREGISTERED_DAYS,
        LONG_LEAVE,
        REPEATED_LEAVE,
        SKIPPED_LESSONS
    }

    /** The reasons in Chinese, for people. */
    public String zh() {
        return reasons.stream().map(Reason::zh).collect(Collectors.joining("，"));
    }

    /** The reasons in English, for people. */
    public String en() {
        return reasons.stream().map(Reason::en).collect(Collectors.joining(", "));
    }
}
