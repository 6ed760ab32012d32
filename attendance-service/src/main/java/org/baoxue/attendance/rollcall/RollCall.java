package org.baoxue.attendance.rollcall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One revision of one class checked at one session of one date. Nothing of it ever changes: a correction is the next. */
record RollCall(
        String classId,
        LocalDate date,
        Kind kind,
        String session,
        int revision,
        String school,
        String place,
        int sessionOrder,
        LocalTime sessionStarts,
        Marks marks,
        Instant takenAt,
        String takenBy,
        Instant acceptedAt,
        String acceptedFrom,
        @Nullable String reason,
        UUID asked) {}
