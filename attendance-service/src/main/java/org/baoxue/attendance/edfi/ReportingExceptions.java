package org.baoxue.attendance.edfi;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;
import org.baoxue.attendance.day.SchoolDays;
import org.baoxue.attendance.edfi.EdFiStore.Listed;
import org.baoxue.attendance.edfi.EdFiViews.AttendanceEvent;
import org.baoxue.attendance.rollcall.RollCalls;
import org.baoxue.attendance.roster.Members;
import org.baoxue.attendance.roster.Members.Member;
import org.baoxue.attendance.school.School;
import org.baoxue.attendance.school.Schools;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;

/**
 * Turns Ed-Fi events into marks, inside the transaction of the caller's scope.
 *
 * <p>An event speaks of one child and a whole day: it becomes that child's mark in the class's roll call of the school's first
 * session, a new revision of it. The other children stay as they were, unknown where nobody was checked: in a school that
 * reports exceptions only their silence is presence, but not before the day's end. Of two events of one child and day the one
 * accepted last is the mark; both are kept.
 */
@ApplicationScoped
class ReportingExceptions {

    private final EdFiStore store;
    private final RollCalls rollCalls;
    private final Members members;
    private final Schools schools;
    private final SchoolDays days;
    private final SuiteClock clock;

    ReportingExceptions(
            EdFiStore store, RollCalls rollCalls, Members members, Schools schools, SchoolDays days, SuiteClock clock) {
        this.store = store;
        this.rollCalls = rollCalls;
        this.members = members;
        this.schools = schools;
        this.days = days;
        this.clock = clock;
    }

    /** @param created false when an event of the same natural key was kept before */
    record Put(UUID id, boolean created) {}

    Put put(AttendanceEvent sent) {
        return put(event(sent));
    }

    /** The same event with other words beside its key. */
    void change(Listed known, AttendanceEvent sent) {
        var event = event(sent);
        if (!event.id().equals(known.event().id())) {
            throw Problems.badRequest(
                    "key-change-not-supported",
                    "The key of an event stays: post the other event, and delete this one.",
                    new At("", "the student, school, session, school year, date and category of this event"));
        }
        put(event);
    }

    /** Until this transaction ends nobody else changes what is known of the child. */
    void lock(Listed listed) {
        members.lock(listed.event().student());
    }

    private Put put(EdFiEvent event) {
        var school = schools.whole(event.school());
        members.lock(event.student());
        var before = store.find(event.id());
        if (before.isPresent() && before.get().event().content().equals(event.content())) {
            return new Put(event.id(), false);
        }
        rollCalls.report(school, event.classId(), event.date(), event.student(), event.mark());
        store.put(event, clock.now());
        return new Put(event.id(), before.isEmpty());
    }

    void takeBack(Listed listed) {
        var event = listed.event();
        var school = schools.whole(event.school());
        members.lock(event.student());
        store.delete(event.id());
        rollCalls.report(
                school,
                event.classId(),
                event.date(),
                event.student(),
                store.lastMark(event.student(), event.date()).orElse(null));
    }

    private EdFiEvent event(AttendanceEvent sent) {
        var mark = Category.mark(sent.attendanceEventCategoryDescriptor())
                .orElseThrow(() -> untrue("/attendanceEventCategoryDescriptor", "one of " + Category.known()));
        var school = school(sent);
        var date = sent.eventDate();
        var member = member(sent.studentReference().studentUniqueId(), school, date);
        var session = sent.sessionReference();
        var category = Category.codeValue(sent.attendanceEventCategoryDescriptor());
        return new EdFiEvent(
                EventId.of(
                        "ed-fi",
                        member.student(),
                        school.code(),
                        session.sessionName(),
                        session.schoolYear(),
                        date,
                        category),
                member.student(),
                school.code(),
                member.classId(),
                member.place(),
                member.homePlace(),
                session.sessionName(),
                session.schoolYear(),
                date,
                category,
                mark,
                Json.write(sent.withoutId()),
                days.isSchoolDay(school, member.classId(), date));
    }

    private School school(AttendanceEvent sent) {
        var id = sent.schoolReference().schoolId();
        var again = sent.sessionReference().schoolId();
        if (again != null && !again.equals(id)) {
            throw untrue("/sessionReference/schoolId", "the school of schoolReference");
        }
        var school = schools.find(String.valueOf(id));
        if (school == null) {
            throw unresolved("/schoolReference/schoolId", "the code of a school in the directory");
        }
        schools.mustSeeWhole(school);
        return school;
    }

    private Member member(String student, School school, LocalDate date) {
        if (date.isAfter(school.dateOf(clock.now()))) {
            throw untrue("/eventDate", "not after today in " + school.zone());
        }
        var member = members.on(student, date);
        if (member == null || !member.school().equals(school.code())) {
            throw unresolved(
                    "/studentReference/studentUniqueId", "a child enrolled in this school on the date of the event");
        }
        return member;
    }

    private static Problem untrue(String pointer, String detail) {
        return Problems.badRequest(
                "attendance-event-not-true",
                "This event cannot be: mend it as the entry says.",
                new At(pointer, detail));
    }

    /** What ODS/API answers where a reference leads nowhere. */
    private static Problem unresolved(String pointer, String detail) {
        return Problems.conflict(
                "unresolved-reference",
                "The event names what is not known here: send that first, or mend it as the entry says.",
                new At(pointer, detail));
    }
}
