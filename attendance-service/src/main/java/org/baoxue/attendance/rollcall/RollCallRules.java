package org.baoxue.attendance.rollcall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.baoxue.attendance.rollcall.Asked.Extent;
import org.baoxue.attendance.rollcall.Asked.OneChild;
import org.baoxue.attendance.rollcall.Asked.Whole;
import org.baoxue.attendance.school.School;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Decides what a post makes of a class's roll call: a new revision, nothing, or a refusal. Looks at nothing but its input. */
final class RollCallRules {

    /** What is known of the class when the post is accepted. */
    record Known(
            List<String> members,
            Set<String> onLeave,
            @Nullable RollCall latest) {}

    /** Which roll call of the school is meant, who accepts what and when. */
    record Setting(School school, LocalDate date, Kind kind, int sessionOrder, Instant now, String acceptedFrom) {}

    private static final String REPORTED = "EXCEPTION_REPORTED";

    private RollCallRules() {}

    static Result decide(Asked asked, Known known, Setting setting) {
        return switch (asked) {
            case Whole whole -> whole(whole, known, setting);
            case OneChild one -> oneChild(one, known, setting);
        };
    }

    private static Result whole(Whole asked, Known known, Setting setting) {
        var faults = faults(asked, known.members(), setting);
        if (!faults.isEmpty()) {
            return refused(
                    asked,
                    Problems.unprocessable(
                            "roll-call-not-true", "Some of this cannot be: mend each as its entry says.", faults));
        }
        var said = asked.entries().stream().collect(Collectors.toMap(Asked.Entry::student, Asked.Entry::mark));
        var unnamed = asked.extent() == Extent.EXCEPTIONS ? Mark.PRESENT : null;
        var marks = Marks.of(known.members(), said, unnamed, known.onLeave());
        var latest = known.latest();
        if (latest == null) {
            return asked.ifMatch() == null
                    ? recorded(asked, marks, asked.identity(), null, null, setting)
                    : refused(asked, changedMeanwhile(asked, "there is no roll call to correct yet"));
        }
        if (latest.marks().equals(marks) || (isSame(asked, latest) && !isAboutOthers(asked, latest, known))) {
            return new Result.Unchanged(latest);
        }
        var problem = correctionProblem(asked, latest);
        return problem == null
                ? recorded(asked, marks, asked.identity(), name(asked), latest, setting)
                : refused(asked, problem);
    }

    private static boolean isSame(Whole asked, RollCall latest) {
        return latest.asked().equals(asked.identity());
    }

    /** The same words are a correction where they name the revision and children came to the class or left it since. */
    private static boolean isAboutOthers(Whole asked, RollCall latest, Known known) {
        return asked.ifMatch() != null && !latest.marks().members().equals(Set.copyOf(known.members()));
    }

    private static Result oneChild(OneChild asked, Known known, Setting setting) {
        var latest = known.latest();
        var before = latest == null ? Marks.of(known.members(), Map.of(), null, Set.of()) : latest.marks();
        var marks = before.with(asked.student(), asked.mark());
        if (latest != null && latest.marks().equals(marks)) {
            return new Result.Unchanged(latest);
        }
        return recorded(asked, marks, EventId.of(setting.now()), latest == null ? null : REPORTED, latest, setting);
    }

    private static List<At> faults(Whole asked, List<String> members, Setting setting) {
        var faults = new ArrayList<At>();
        if (members.isEmpty()) {
            faults.add(new At(
                    asked.pointer().isEmpty() ? "path:date" : asked.pointer() + "/class",
                    "nobody belongs to this class on this date"));
        }
        var membership = new HashSet<>(members);
        var named = new HashSet<String>();
        for (int i = 0; i < asked.entries().size(); i++) {
            var student = asked.entries().get(i).student();
            var pointer = "%s/entries/%d/student".formatted(asked.pointer(), i);
            if (!named.add(student)) {
                faults.add(new At(pointer, "named before: one mark for each child"));
            } else if (!membership.contains(student)) {
                faults.add(new At(pointer, "does not belong to this class on this date"));
            }
        }
        var takenAt = asked.takenAt();
        if (takenAt != null
                && (takenAt.isAfter(setting.now())
                        || !setting.school().dateOf(takenAt).equals(setting.date()))) {
            faults.add(new At(
                    asked.pointer() + "/takenAt",
                    "on the date of the roll call in %s, and not in the future"
                            .formatted(setting.school().zone())));
        }
        return faults;
    }

    private static @Nullable Problem correctionProblem(Whole asked, RollCall latest) {
        if (asked.ifMatch() == null) {
            return Problems.preconditionRequired(
                    "correction-needs-revision",
                    "This roll call was already posted with other content: say which revision you correct, and why.",
                    new At(matchPointer(asked), "revision %d is the latest".formatted(latest.revision())),
                    new At(asked.pointer() + "/reason", "why it is corrected"));
        }
        if (asked.ifMatch() != latest.revision()) {
            return changedMeanwhile(asked, "revision %d is the latest: read it again".formatted(latest.revision()));
        }
        if (asked.reason() == null) {
            return Problems.unprocessable(
                    "correction-needs-reason",
                    "A correction says why.",
                    new At(asked.pointer() + "/reason", "one of the reasons of /q/openapi"));
        }
        return null;
    }

    private static Problem changedMeanwhile(Whole asked, String detail) {
        return Problems.preconditionFailed(
                "roll-call-changed",
                "This is not the revision that you have seen.",
                new At(matchPointer(asked), detail));
    }

    private static String matchPointer(Whole asked) {
        return asked.pointer().isEmpty() ? "header:If-Match" : asked.pointer() + "/ifMatch";
    }

    private static Result recorded(
            Asked asked,
            Marks marks,
            UUID identity,
            @Nullable String reason,
            @Nullable RollCall latest,
            Setting setting) {
        var school = setting.school();
        var session = school.session(setting.sessionOrder());
        return new Result.Recorded(new RollCall(
                asked.classId(),
                setting.date(),
                setting.kind(),
                session.code(),
                latest == null ? 1 : latest.revision() + 1,
                school.code(),
                school.place(),
                setting.sessionOrder(),
                session.starts(),
                marks,
                takenAt(asked, latest, setting),
                asked.takenBy() == null ? setting.acceptedFrom() : asked.takenBy(),
                setting.now(),
                setting.acceptedFrom(),
                reason,
                identity));
    }

    /** As said, else as before, else the session's start; a class checked a little early was checked when we heard of it. */
    private static Instant takenAt(Asked asked, @Nullable RollCall latest, Setting setting) {
        if (asked.takenAt() != null) {
            return asked.takenAt();
        }
        if (latest != null) {
            return latest.takenAt();
        }
        var starts = setting.school()
                .at(
                        setting.date(),
                        setting.school().session(setting.sessionOrder()).starts());
        return starts.isAfter(setting.now()) ? setting.now() : starts;
    }

    private static @Nullable String name(Whole asked) {
        return asked.reason() == null ? null : asked.reason().name();
    }

    private static Result refused(Asked asked, Problem problem) {
        return new Result.Refused(asked.classId(), problem);
    }
}
