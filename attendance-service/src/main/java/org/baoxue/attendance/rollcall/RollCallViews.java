package org.baoxue.attendance.rollcall;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.attendance.rollcall.Asked.Entry;
import org.baoxue.attendance.rollcall.Asked.Extent;
import org.baoxue.attendance.rollcall.Asked.Whole;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What roll calls are asked and what they answer. */
public final class RollCallViews {

    static final int LARGEST_CLASS = 500;

    private RollCallViews() {}

    public record EntryRequest(
            @NotNull @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) String student,

            @NotNull Mark mark) {

        Entry entry() {
            return new Entry(student, mark);
        }
    }

    /**
     * @param marks ALL: entries name every child, the rest is unknown; EXCEPTIONS: the rest is present (on leave where an
     *     approved leave covers it)
     * @param takenAt when the class was checked; by default the session's start
     */
    public record RollCallRequest(
            @NotNull Extent marks,
            @NotNull @Size(max = LARGEST_CLASS) List<@Valid @NotNull EntryRequest> entries,
            @Nullable Instant takenAt,

            @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @Nullable String takenBy,

            @Nullable CorrectionReason reason) {

        Whole asked(String classId, @Nullable Integer ifMatch) {
            return new Whole(
                    classId,
                    marks,
                    entries.stream().map(EntryRequest::entry).toList(),
                    takenAt,
                    takenBy,
                    ifMatch,
                    reason,
                    "");
        }
    }

    /** @param ifMatch the revision that is corrected */
    public record ClassRequest(
            @NotNull @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @JsonProperty("class")
            String classId,

            @NotNull Extent marks,
            @NotNull @Size(max = LARGEST_CLASS) List<@Valid @NotNull EntryRequest> entries,
            @Nullable Instant takenAt,

            @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @Nullable String takenBy,

            @Nullable Integer ifMatch,
            @Nullable CorrectionReason reason) {

        Whole asked(int index) {
            return new Whole(
                    classId,
                    marks,
                    entries.stream().map(EntryRequest::entry).toList(),
                    takenAt,
                    takenBy,
                    ifMatch,
                    reason,
                    "/classes/" + index);
        }
    }

    /** One line of a file: a class at a session of a date. */
    public record LineRequest(
            @NotNull @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @JsonProperty("class")
            String classId,

            @NotNull LocalDate date,

            @NotNull @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) String session,

            @NotNull Extent marks,
            @NotNull @Size(max = LARGEST_CLASS) List<@Valid @NotNull EntryRequest> entries,
            @Nullable Instant takenAt,

            @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @Nullable String takenBy,

            @Nullable Integer ifMatch,
            @Nullable CorrectionReason reason) {

        /** @param lines where it stands in the file; see {@link Said.OfClass} */
        Said said(List<Long> lines, boolean byEntry) {
            return new Said.OfClass(
                    lines,
                    byEntry,
                    date,
                    session,
                    new Whole(
                            classId,
                            marks,
                            entries.stream().map(EntryRequest::entry).toList(),
                            takenAt,
                            takenBy,
                            ifMatch,
                            reason,
                            LINE));
        }
    }

    /** What a fault of a line points into. */
    static final String LINE = "/line";

    public record SchoolRequest(
            @NotNull LocalDate date,

            @NotNull @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) String session,

            @NotNull @Size(min = 1, max = 200) List<@Valid @NotNull ClassRequest> classes) {}

    public enum Outcome {
        RECORDED,
        CORRECTED,
        UNCHANGED,
        REFUSED
    }

    /** @param status what a PUT of this class alone would have answered */
    public record ClassAnswer(
            @JsonProperty("class") String classId,
            int status,
            Outcome outcome,
            @Nullable Integer revision,
            Problem.@Nullable Document problem) {

        static ClassAnswer of(Result result) {
            return switch (result) {
                case Result.Recorded(var rollCall) ->
                    new ClassAnswer(
                            rollCall.classId(),
                            rollCall.revision() == 1 ? 201 : 200,
                            rollCall.revision() == 1 ? Outcome.RECORDED : Outcome.CORRECTED,
                            rollCall.revision(),
                            null);
                case Result.Unchanged(var rollCall) ->
                    new ClassAnswer(rollCall.classId(), 200, Outcome.UNCHANGED, rollCall.revision(), null);
                case Result.Refused(var classId, var problem) -> refused(classId, problem);
            };
        }

        static ClassAnswer refused(String classId, Problem problem) {
            var document = problem.document();
            return new ClassAnswer(classId, document.status(), Outcome.REFUSED, null, document);
        }
    }

    public record SchoolAnswer(List<ClassAnswer> results) {}

    /** One revision; every member of the class is in exactly one of the five lists. */
    public record RevisionView(
            int revision,
            Instant takenAt,
            String takenBy,
            Instant acceptedAt,
            String acceptedFrom,
            @Nullable String reason,
            List<String> present,
            List<String> late,
            List<String> absent,
            List<String> leave,
            List<String> unknown) {

        static RevisionView of(RollCall rollCall) {
            var marks = rollCall.marks();
            return new RevisionView(
                    rollCall.revision(),
                    rollCall.takenAt(),
                    rollCall.takenBy(),
                    rollCall.acceptedAt(),
                    rollCall.acceptedFrom(),
                    rollCall.reason(),
                    marks.present(),
                    marks.late(),
                    marks.absent(),
                    marks.leave(),
                    marks.unknown());
        }
    }

    /** @param revisions all of them, the first one first: what was said before a correction stays readable */
    public record RollCallView(
            @JsonProperty("class") String classId,
            LocalDate date,
            String session,
            Kind kind,
            int revision,
            List<RevisionView> revisions) {

        static RollCallView of(List<RollCall> revisions) {
            var latest = revisions.getLast();
            return new RollCallView(
                    latest.classId(),
                    latest.date(),
                    latest.session(),
                    latest.kind(),
                    latest.revision(),
                    revisions.stream().map(RevisionView::of).toList());
        }
    }
}
