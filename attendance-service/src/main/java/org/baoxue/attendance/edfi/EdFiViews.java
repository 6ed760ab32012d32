package org.baoxue.attendance.edfi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.attendance.rollcall.Mark;
import org.baoxue.attendance.web.Values;
import org.jspecify.annotations.Nullable;

/** The resource studentSchoolAttendanceEvents of the Ed-Fi Data Standard 5, as ODS/API 7 takes and shows it. */
public final class EdFiViews {

    private EdFiViews() {}

    public record StudentReference(
            @NotNull @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) String studentUniqueId) {}

    /** @param schoolId the school's code here, which an Ed-Fi client knows as a number */
    public record SchoolReference(@NotNull @Positive Long schoolId) {}

    /** @param schoolId where given, that of the school */
    public record SessionReference(
            @Positive @Nullable Long schoolId,
            @NotNull Integer schoolYear,
            @NotBlank @Size(max = 60) String sessionName) {}

    /** @param id none in a POST; in a PUT none, or that of the path */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AttendanceEvent(
            @Nullable String id,
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
            @Nullable String educationalEnvironmentDescriptor) {

        AttendanceEvent withoutId() {
            return new AttendanceEvent(
                    null,
                    studentReference,
                    schoolReference,
                    sessionReference,
                    eventDate,
                    attendanceEventCategoryDescriptor,
                    attendanceEventReason,
                    eventDuration,
                    schoolAttendanceDuration,
                    arrivalTime,
                    departureTime,
                    educationalEnvironmentDescriptor);
        }
    }

    /** What is odd about an event that was kept all the same. */
    public enum Flag {
        /** The date is no school day of the child's class. */
        NO_SCHOOL_DAY,
        /** Another event of the child and day has another category; the one accepted last is the mark. */
        SEVERAL_CATEGORIES
    }

    /** @param mark what the event means here */
    public record Meaning(Mark mark, List<Flag> flags) {}

    /** What Ed-Fi's own resource does not have. */
    public record Extensions(Meaning baoxue) {}

    /**
     * An event as it was sent.
     *
     * @param etag what If-Match names
     * @param lastModifiedDate when it was accepted, as it is now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String id,
            StudentReference studentReference,
            SchoolReference schoolReference,
            SessionReference sessionReference,
            LocalDate eventDate,
            String attendanceEventCategoryDescriptor,
            @Nullable String attendanceEventReason,
            @Nullable BigDecimal eventDuration,
            @Nullable BigDecimal schoolAttendanceDuration,
            @Nullable String arrivalTime,
            @Nullable String departureTime,
            @Nullable String educationalEnvironmentDescriptor,
            @JsonProperty("_etag") String etag,
            @JsonProperty("_lastModifiedDate") Instant lastModifiedDate,
            @JsonProperty("_ext") Extensions ext) {

        static Item of(String id, AttendanceEvent event, String etag, Instant modified, Meaning meaning) {
            return new Item(
                    id,
                    event.studentReference(),
                    event.schoolReference(),
                    event.sessionReference(),
                    event.eventDate(),
                    event.attendanceEventCategoryDescriptor(),
                    event.attendanceEventReason(),
                    event.eventDuration(),
                    event.schoolAttendanceDuration(),
                    event.arrivalTime(),
                    event.departureTime(),
                    event.educationalEnvironmentDescriptor(),
                    etag,
                    modified,
                    new Extensions(meaning));
        }
    }
}
