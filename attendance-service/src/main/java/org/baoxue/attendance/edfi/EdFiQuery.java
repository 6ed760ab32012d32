package org.baoxue.attendance.edfi;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.web.Asked;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which events an Ed-Fi client asks for, and which part of them: {@code @BeanParam EdFiQuery}. */
public record EdFiQuery(
        @QueryParam("offset")
        @DefaultValue("0")
        @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0"))
        String offset,

        @QueryParam("limit")
        @DefaultValue("25")
        @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "500", defaultValue = "25"))
        String limit,

        @QueryParam("totalCount")
        @DefaultValue("false")
        @Parameter(
                description = "Whether Total-Count says how many there are in all",
                schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
        String totalCount,

        @QueryParam("schoolId") @Nullable String schoolId,
        @QueryParam("studentUniqueId") @Nullable String studentUniqueId,

        @QueryParam("schoolYear") @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0")) @Nullable String schoolYear,

        @QueryParam("sessionName") @Nullable String sessionName,
        @QueryParam("eventDate") @Nullable String eventDate,

        @QueryParam("attendanceEventCategoryDescriptor") @Nullable String attendanceEventCategoryDescriptor) {

    private static final int LONGEST = 500;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** What is asked, read; null where anything will do. */
    record Wanted(
            @Nullable String school,
            @Nullable String student,
            @Nullable Integer year,
            @Nullable String session,
            @Nullable LocalDate date,
            @Nullable String category) {}

    Wanted wanted() {
        return new Wanted(
                Asked.optionalCode("schoolId", schoolId),
                Asked.optionalCode("studentUniqueId", studentUniqueId),
                schoolYear == null ? null : number("schoolYear", schoolYear, Integer.MAX_VALUE),
                sessionName,
                eventDate == null ? null : Values.date(eventDate, "query:eventDate"),
                attendanceEventCategoryDescriptor == null
                        ? null
                        : Category.codeValue(attendanceEventCategoryDescriptor));
    }

    int skipped() {
        return number("offset", offset, Integer.MAX_VALUE);
    }

    int length() {
        return number("limit", limit, LONGEST);
    }

    boolean counted() {
        return Boolean.TRUE.equals(Asked.flag("totalCount", totalCount));
    }

    private static int number(String name, String text, int most) {
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > most) {
            throw Asked.refused(
                    "query:" + name, most == Integer.MAX_VALUE ? "a whole number, not negative" : "0 to " + most);
        }
        return Integer.parseInt(text);
    }
}
