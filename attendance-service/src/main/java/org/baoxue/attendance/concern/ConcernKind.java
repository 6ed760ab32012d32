package org.baoxue.attendance.concern;

/** Of which kind a concern is: those that B 三(一) 职责4 names 「等隐患」. */
public enum ConcernKind {
    /** 逃学旷课: stays away from lessons, whether or not a roll call says so. */
    TRUANCY,
    /** 辍学: speaks of giving school up. */
    DROPPING_OUT,
    /** 监护缺失: nobody looks after the child. */
    NO_GUARDIAN,
    /** 不良行为. */
    CONDUCT,
    /** 等隐患. */
    OTHER
}
