package org.baoxue.attendance.roster;

public enum Stage {
    PRIMARY,
    JUNIOR
}
