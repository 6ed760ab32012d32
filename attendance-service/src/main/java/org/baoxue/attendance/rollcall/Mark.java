package org.baoxue.attendance.rollcall;

/** What a roll call says of one child. */
public enum Mark {
    PRESENT,
    LATE,
    ABSENT,
    LEAVE
}
