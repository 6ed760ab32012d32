package org.baoxue.attendance.roster;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.attendance.roster.Decision.Changed;
import org.baoxue.attendance.roster.Decision.Refused;
import org.baoxue.attendance.roster.Decision.Step;
import org.baoxue.attendance.roster.Decision.Unchanged;
import org.jspecify.annotations.Nullable;

/**
 * Which changes of enrolment follow from what a school says.
 *
 * <pre>
 *                 CLASS_CHANGED (next enrolment)
 *                      ^
 *  ENROLLED ------> goes on ------> GRADUATED, WITHDRAWN ------> enrolled again
 *                      |                     | (papers found)
 *                      +--> TRANSFER_OUT <---+ --- another school enrols, or the office confirms ---> TRANSFER_CONFIRMED
 * </pre>
 *
 * A child is in one school at a time: another school takes it in only once it was released. Who leaves on a date is no
 * member of the class from that date on; what that means for an absence is not decided here.
 */
final class EnrolmentRules {

    private EnrolmentRules() {}

    /** @param history the child's enrolments in order; {@code sameContact} when name and guardians are as kept */
    static Decision register(List<Enrolment> history, Registration wanted, boolean sameContact) {
        if (history.isEmpty()) {
            return begin(wanted, 1, List.of());
        }
        var latest = history.getLast();
        return latest.goesOn() ? whileEnrolled(history, latest, wanted, sameContact) : again(latest, wanted);
    }

    private static Decision whileEnrolled(
            List<Enrolment> history, Enrolment latest, Registration wanted, boolean sameContact) {
        if (!latest.school().equals(wanted.school())) {
            return new Refused(
                    "enrolled-elsewhere",
                    "/school",
                    "another school still has this child: it must record a TRANSFER_OUT first");
        }
        if (!latest.classId().equals(wanted.classId())) {
            return changeClass(latest, Enrolment.begun(wanted, latest.ordinal() + 1));
        }
        var corrected = Enrolment.begun(wanted, latest.ordinal());
        if (corrected.equals(latest)) {
            return sameContact ? new Unchanged() : new Changed(List.of(), List.of());
        }
        if (history.size() > 1
                && wanted.from().isBefore(history.get(history.size() - 2).over())) {
            return tooEarly(history.get(history.size() - 2));
        }
        return new Changed(List.of(corrected), List.of(new Step(Change.ENROLLED, corrected.from(), corrected)));
    }

    private static Decision again(Enrolment latest, Registration wanted) {
        if (wanted.from().isBefore(latest.over())) {
            return tooEarly(latest);
        }
        boolean received =
                latest.ended() == Change.TRANSFER_OUT && !latest.school().equals(wanted.school());
        return begin(wanted, latest.ordinal() + 1, received ? List.of(confirmation(latest)) : List.of());
    }

    private static Decision begin(Registration wanted, int ordinal, List<Step> before) {
        var begun = Enrolment.begun(wanted, ordinal);
        var steps = new ArrayList<>(before);
        steps.add(new Step(Change.ENROLLED, begun.from(), begun));
        return new Changed(steps.stream().map(Step::enrolment).toList(), steps);
    }

    /** @param newClass for a change of class; otherwise ignored */
    static Decision change(Enrolment latest, Change change, LocalDate effective, @Nullable String newClass) {
        return switch (change) {
            case ENROLLED ->
                new Refused("not-a-change", "/change", "a child is enrolled with PUT /v1/students/{studentId}");
            case CLASS_CHANGED -> changeClass(latest, effective, newClass);
            case TRANSFER_OUT, GRADUATED, WITHDRAWN -> end(latest, change, effective);
            case TRANSFER_CONFIRMED -> confirm(latest);
        };
    }

    /**
     * The school's own system no longer has the child: a bare withdrawal, that is, no departure that anybody else has
     * confirmed. Nothing follows for a class in which the child no longer is, nor from an end that lies before the child's
     * present time there.
     */
    static Decision missing(Enrolment latest, Departure departure, LocalDate today) {
        boolean ofEarlierTime = departure.from() != null && !departure.from().isAfter(latest.from());
        if (!latest.goesOn() || !departure.concerns(latest.classId()) || ofEarlierTime) {
            return new Unchanged();
        }
        var effective = departure.effective(today);
        return end(latest, Change.WITHDRAWN, effective.isBefore(latest.from()) ? latest.from() : effective);
    }

    private static Decision changeClass(Enrolment latest, LocalDate effective, @Nullable String newClass) {
        if (newClass == null) {
            return new Refused("class-missing", "/class", "a change of class names the new class");
        }
        if (latest.goesOn() && latest.classId().equals(newClass)) {
            return new Unchanged();
        }
        return latest.goesOn() ? changeClass(latest, latest.inClass(newClass, effective)) : notEnrolled();
    }

    private static Decision changeClass(Enrolment latest, Enrolment next) {
        if (!next.from().isAfter(latest.from())) {
            return new Refused(
                    "too-early", "/from", "the first day in the new class lies after %s".formatted(latest.from()));
        }
        return new Changed(
                List.of(latest.endedBy(Change.CLASS_CHANGED, next.from()), next),
                List.of(new Step(Change.CLASS_CHANGED, next.from(), next)));
    }

    private static Decision end(Enrolment latest, Change change, LocalDate effective) {
        if (latest.ended() == change && latest.over().equals(effective)) {
            return new Unchanged();
        }
        boolean papersFound = latest.ended() == Change.WITHDRAWN && change == Change.TRANSFER_OUT;
        if (!latest.goesOn() && !papersFound) {
            return notEnrolled();
        }
        if (effective.isBefore(latest.from())) {
            return new Refused("too-early", "/effective", "not before %s, the first day".formatted(latest.from()));
        }
        return told(change, effective, latest.endedBy(change, effective));
    }

    private static Decision confirm(Enrolment latest) {
        if (latest.ended() == Change.TRANSFER_CONFIRMED) {
            return new Unchanged();
        }
        if (latest.ended() != Change.TRANSFER_OUT) {
            return new Refused("not-transferred-out", "/change", "only a recorded TRANSFER_OUT can be confirmed");
        }
        var step = confirmation(latest);
        return told(step.change(), step.effective(), step.enrolment());
    }

    private static Step confirmation(Enrolment released) {
        var effective = released.over();
        return new Step(Change.TRANSFER_CONFIRMED, effective, released.endedBy(Change.TRANSFER_CONFIRMED, effective));
    }

    private static Decision told(Change change, LocalDate effective, Enrolment after) {
        return new Changed(List.of(after), List.of(new Step(change, effective, after)));
    }

    private static Decision tooEarly(Enrolment before) {
        return new Refused(
                "too-early", "/from", "not before %s: the child was enrolled until then".formatted(before.over()));
    }

    private static Decision notEnrolled() {
        return new Refused("not-enrolled", "/change", "this enrolment has already ended");
    }
}
