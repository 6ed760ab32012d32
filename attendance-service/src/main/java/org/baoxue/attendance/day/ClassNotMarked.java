package org.baoxue.attendance.day;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A class lacks sessions at the end of its school day. */
record ClassNotMarked(
        String school,
        String place,
        @JsonProperty("class") String classId,
        LocalDate date,
        List<String> missing,
        Instant acceptedAt) {}
