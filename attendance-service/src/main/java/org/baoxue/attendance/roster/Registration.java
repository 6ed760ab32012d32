package org.baoxue.attendance.roster;

import java.time.LocalDate;

/** What a school says of a child: where it learns from when on, and whom to reach. */
public record Registration(
        String student,
        String school,
        String classId,
        Stage stage,
        String place,
        String homePlace,
        LocalDate from,
        Contact contact) {}
