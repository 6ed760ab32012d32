package org.baoxue.attendance.edfi;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.attendance.web.Values;
import org.jspecify.annotations.Nullable;

/** The resource studentSchoolAttendanceEvents of the Ed-Fi Data Standard, as far as it is read here. */
public final class EdFiViews {

    private EdFiViews() {}

    public record StudentReference(
            @NotNull @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) String studentUniqueId) {}

    /** @param schoolId a number in Ed-Fi; the school's code here, as given */
    public record SchoolReference(
            @NotNull @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) String schoolId) {}

    public record SessionReference(
            @Nullable String schoolId,
            @NotNull Integer schoolYear,
            @NotBlank @Size(max = 60) String sessionName) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AttendanceEvent(
            @NotNull @Valid StudentReference studentReference,
            @NotNull @Valid SchoolReference schoolReference,
            @NotNull @Valid SessionReference sessionReference,
            @NotNull LocalDate eventDate,
            @NotBlank @Size(max = 306) String attendanceEventCategoryDescriptor,
            @Size(max = 255) @Nullable String attendanceEventReason,
            @Nullable BigDecimal eventDuration,
            @Nullable BigDecimal schoolAttendanceDuration,
            @Nullable String arrivalTime,
            @Nullable String departureTime,
            @Nullable String educationalEnvironmentDescriptor) {}

    /** What is odd about an event that was kept all the same. */
    public enum Flag {
        /** The date is no school day of the child's class. */
        NO_SCHOOL_DAY,
        /** Another event of the child and day has another category; the one accepted last is the mark. */
        SEVERAL_CATEGORIES
    }

    /** @param mark what the event means here */
    public record Kept(String id, AttendanceEvent event, String mark, List<Flag> flags) {}
}
