package org.baoxue.attendance.rollcall;

public enum Kind {
    /** 日常考勤: what the rules of absence look at. */
    DAILY,
    /** 抽样考勤: kept apart, never in the daily fold. */
    SAMPLED
}
