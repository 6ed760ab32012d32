package org.baoxue.attendance.leave;

public enum LeaveKind {
    SICK,
    PERSONAL,
    OTHER,
    /** 休学: leave from schooling; never a class teacher's to approve. */
    FROM_SCHOOLING
}
