package org.baoxue.attendance.roster;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a school says of a child: where it learns from when on, and whom to reach.
 *
 * @param className what people call the class; null: as before
 * @param numbers those that are not said are as before
 */
public record Registration(
        String student,
        String school,
        String classId,
        @Nullable String className,
        Stage stage,
        String place,
        String homePlace,
        LocalDate from,
        Contact contact,
        Numbers numbers) {

    public Registration {
        contact = contact.dialled();
    }
}
