package org.baoxue.notification.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.notification.plan.PostRef;
import org.jspecify.annotations.Nullable;

/** The fields of report-drafted, report-signed and report-cancelled that this service reads. */
record CaseEvent(
        @JsonProperty("case") String caseId,
        String student,
        String school,
        String place,
        @Nullable String homePlace,
        @JsonProperty("class") @Nullable String classId,
        Instant at,
        String report,
        String kind,
        String duty,
        @Nullable String spell,
        @Nullable List<Day> days,
        @Nullable Instant dueAt,
        @Nullable String signedBy,
        @Nullable Instant signedAt,
        @Nullable String reasonCategory,
        @Nullable Persuasions persuasions,
        @Nullable Boolean unverified,
        @Nullable List<PostRef> recipients,
        @Nullable Facts facts) {

    /** What the rules say of a child whom no roll call ever marked absent. */
    static final String UNMARKED = "NO ABSENCE MARKED";

    record Day(LocalDate date, String kind) {
        boolean isPresumed() {
            return kind.equals("PRESUMED");
        }
    }

    record Persuasions(int school, int township, int joint) {}

    record Facts(
            @JsonProperty("class") @Nullable String classId,
            @Nullable LocalDate openedOn,
            @Nullable Integer day,
            @Nullable List<Day> days,
            @Nullable List<String> observed,
            @Nullable Persuasions persuasions,
            @Nullable List<String> missing,
            @Nullable String rule,
            @Nullable String clause) {}

    List<Day> countedDays() {
        if (days != null && !days.isEmpty()) {
            return days;
        }
        return facts == null || facts.days() == null ? List.of() : facts.days();
    }

    /** What it rests on where no absence was marked. */
    List<String> observed() {
        return facts == null || facts.observed() == null ? List.of() : facts.observed();
    }

    boolean isUnverified() {
        return Boolean.TRUE.equals(unverified);
    }

    List<PostRef> addressedTo() {
        return recipients == null ? List.of() : recipients;
    }

    String rule() {
        var named = facts == null ? null : facts.rule();
        if (named != null) {
            return named;
        }
        return switch (kind) {
            case "TOWNSHIP" -> "township-report";
            case "UNREGISTERED" -> "unregistered-report";
            case "FORMAL" -> "formal-report";
            default -> "month-report";
        };
    }

    @Nullable String ofClass() {
        return classId != null || facts == null ? classId : facts.classId();
    }
}
