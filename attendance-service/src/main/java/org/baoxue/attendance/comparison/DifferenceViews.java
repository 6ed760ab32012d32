package org.baoxue.attendance.comparison;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of differences. */
public final class DifferenceViews {

    private DifferenceViews() {}

    /**
     * @param evidence where it can be looked up: the number of a paper, who was asked and when; no name of a child
     * @param until the last day for which it holds, with AT_OTHER_SCHOOL, DEFERRED, SUSPENDED, HAS_NO_NUMBER and REGISTER_LACKS
     */
    public record AnswerRequest(
            @NotNull DifferenceAnswer answer,
            @NotBlank @Size(max = 200) String evidence,
            @Nullable LocalDate until) {}

    /**
     * @param owner the post that is to explain it
     * @param place the child's township
     * @param student null where the suite knows no such child
     * @param monitored whether the household is on the county's list (三类监测对象), as far as the caller may see that. Clause: B 三(二)3
     * @param lastIn the last comparison that found it
     * @param endedAt null while it is open
     * @param endedIn the comparison that found it no more, where no answer ended it
     */
    public record DifferenceView(
            String difference,
            DifferenceKind kind,
            String owner,
            String place,
            @Nullable String school,
            @JsonProperty("class") @Nullable String classId,
            @Nullable String student,
            boolean monitored,
            String foundIn,
            String lastIn,
            @Nullable DifferenceAnswer answer,
            @Nullable String evidence,
            @Nullable LocalDate until,
            @Nullable String answeredBy,
            @Nullable Instant answeredAt,
            @Nullable Instant endedAt,
            @Nullable String endedIn) {}

    public record AnswerView(
            DifferenceAnswer answer,
            String evidence,
            @Nullable LocalDate until,
            String answeredBy,
            Instant answeredAt) {}

    /**
     * @param name as the register of residents has it; null where the register did not name the child
     * @param answers all of them, the first first
     */
    public record DifferenceDetail(
            DifferenceView difference,
            @Nullable String name,
            @Nullable String identityNumber,
            List<AnswerView> answers) {}
}
