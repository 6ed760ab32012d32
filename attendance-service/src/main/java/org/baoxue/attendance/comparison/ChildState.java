package org.baoxue.attendance.comparison;

/** Where a child of school age stands (底数清、情况明, B 三(二)): it is in exactly one of these. */
public enum ChildState {
    /** Enrolled, and seen or, in a school that reports exceptions only, not reported away. */
    IN_SCHOOL,
    /** Enrolled, not seen, and on leave on one of the days. */
    ON_LEAVE,
    /** At a school that is not known here. */
    ELSEWHERE,
    /** 缓学: begins later, as the county or township has allowed. */
    DEFERRED,
    /** 休学: enrolled, and allowed to stay away until a date. */
    SUSPENDED,
    /** 失学 or 辍学, as somebody has found out. */
    OUT,
    /** Nobody has found out yet. */
    UNKNOWN,
    /** Not to be at school here: has completed, has moved away, has died, or is no such child. */
    NOT_DUE
}
