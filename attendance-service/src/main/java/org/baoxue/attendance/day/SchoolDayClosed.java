package org.baoxue.attendance.day;

import java.time.Instant;
import java.time.LocalDate;

/** The watermark of a school's day. */
record SchoolDayClosed(
        String school,
        String place,
        LocalDate date,
        Instant closesAt,
        Instant closedAt,
        int members,
        int marked,
        boolean exceptionsOnly) {}
