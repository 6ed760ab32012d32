package org.baoxue.attendance.roster;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.attendance.code.Coded;
import org.baoxue.attendance.code.Codes;
import org.baoxue.attendance.roster.Contact.Guardian;
import org.baoxue.attendance.web.Values;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the roster is asked and what it answers. */
public final class RosterViews {

    private RosterViews() {}

    /** @param from the first day in the class */
    public record StudentRequest(
            @NotNull @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) String school,

            @NotNull @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @JsonProperty("class")
            String classId,

            @Size(min = 1, max = 100) @Schema(description = "What people call the class; left out: as before") @Nullable String className,

            @NotNull Stage stage,

            @NotNull @Pattern(regexp = Values.PLACE, message = Values.PLACE_MESSAGE) @Coded(Codes.PLACE)
            String place,

            @NotNull @Pattern(regexp = Values.PLACE, message = Values.PLACE_MESSAGE) @Coded(Codes.PLACE)
            String homePlace,

            @NotNull LocalDate from,
            @NotBlank @Size(max = 100) String name,

            @Coded(Codes.STUDENT_NUMBER)
            @Schema(description = "全国学籍号; left out: as before", examples = "G530113201506151237")
            @Nullable String studentNumber,

            @Coded(Codes.IDENTITY_NUMBER)
            @Schema(description = "居民身份证号码; left out: as before", examples = "530113201506151237")
            @Nullable String identityNumber,

            @NotNull @Size(max = 8) List<@Valid @NotNull Guardian> guardians) {

        Registration registration(String student) {
            return new Registration(
                    student,
                    school,
                    classId,
                    className,
                    stage,
                    place,
                    homePlace,
                    from,
                    new Contact(name, guardians),
                    new Numbers(studentNumber, identityNumber));
        }
    }

    /** @param effective the first day on which the change holds */
    public record ChangeRequest(
            @NotNull Change change,
            @NotNull LocalDate effective,

            @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @JsonProperty("class") @Nullable String classId) {}

    /** @param revision counts every change of this child over all schools */
    public record Answer(String student, int revision, boolean changed) {}

    public record EnrolmentView(
            String school,
            @JsonProperty("class") String classId,
            Stage stage,
            String place,
            String homePlace,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable Change ended) {

        static EnrolmentView of(Enrolment row) {
            return new EnrolmentView(
                    row.school(),
                    row.classId(),
                    row.stage(),
                    row.place(),
                    row.homePlace(),
                    row.from(),
                    row.to(),
                    row.ended());
        }
    }

    /** @param numbers null for callers who need none of them: a class teacher, a township */
    public record StudentView(
            String student,
            int revision,
            Contact contact,
            @Nullable Numbers numbers,
            List<EnrolmentView> enrolments) {}

    public record ClassView(
            @JsonProperty("class") String classId,
            String school,
            @Nullable String name) {}

    public record MemberView(
            String student,
            Stage stage,
            LocalDate from,
            @Nullable LocalDate to) {}
}
