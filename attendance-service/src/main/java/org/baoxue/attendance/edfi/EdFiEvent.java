package org.baoxue.attendance.edfi;

import java.time.LocalDate;
import java.util.UUID;
import org.baoxue.attendance.rollcall.Mark;

/** One attendance event as an Ed-Fi client sent it, and the mark that it means. */
record EdFiEvent(
        UUID id,
        String student,
        String school,
        String classId,
        String place,
        String homePlace,
        String sessionName,
        int schoolYear,
        LocalDate date,
        String category,
        Mark mark,
        String content,
        boolean schoolDay) {}
