package org.baoxue.attendance.leave;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.baoxue.attendance.leave.LeaveViews.EndRequest;
import org.baoxue.attendance.leave.LeaveViews.LeaveRequest;
import org.baoxue.attendance.roster.Members;
import org.baoxue.attendance.roster.Members.Member;
import org.baoxue.attendance.school.School;
import org.baoxue.attendance.school.Schools;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.web.Revision;
import org.jspecify.annotations.Nullable;

/** Grants, shortens and withdraws leaves, inside the transaction of the caller's scope. */
@ApplicationScoped
class Leaves {

    private static final int LONGEST_DAYS = 400;

    private final LeaveStore store;
    private final Members members;
    private final Schools schools;
    private final SuiteClock clock;
    private final Caller caller;
    private final Outbox outbox;

    Leaves(LeaveStore store, Members members, Schools schools, SuiteClock clock, Caller caller, Outbox outbox) {
        this.store = store;
        this.members = members;
        this.schools = schools;
        this.clock = clock;
        this.caller = caller;
        this.outbox = outbox;
    }

    /** @param key of the request; used again when it is forgotten, it names another leave */
    Leave grant(String student, LeaveRequest request, String key) {
        var member = members.visible(student);
        mayApprove(request.kind());
        var school = schoolOf(member);
        schools.lockForPosting(Set.of(school.code()));
        var leave = leave(
                request,
                member,
                school,
                EventId.of("leave", caller.person(), student, key, clock.now()).toString());
        store.insert(leave);
        outbox.append(LeaveEvents.granted(leave));
        return leave;
    }

    /** Answers the same when it was withdrawn before. */
    void withdraw(String student, String id) {
        var leave = held(members.visible(student), id);
        if (leave.isWithdrawn()) {
            return;
        }
        mayApprove(leave.kind());
        var now = clock.now();
        var withdrawn = leave.withdrawn(now);
        store.withdraw(withdrawn, now, caller.person());
        outbox.append(LeaveEvents.withdrawn(withdrawn, now));
    }

    /**
     * Ends a leave earlier. What is published is the leave under its next revision: whoever follows leaves holds both, and
     * sees which days are no longer covered.
     *
     * @param seen the revision that the caller has seen
     */
    Leave shorten(String student, String id, @Nullable Integer seen, EndRequest wanted) {
        var member = members.visible(student);
        var leave = held(member, id);
        if (leave.isWithdrawn()) {
            throw Problems.conflict("leave-withdrawn", "This leave was withdrawn: it covers nothing.");
        }
        mayApprove(leave.kind());
        int last = order(schoolOf(member), wanted.toSession(), "/toSession", Leave.WHOLE_DAY_TO);
        if (leave.to().equals(wanted.to()) && leave.toOrder() == last) {
            return leave;
        }
        mustHaveSeen(leave, seen);
        if (leave.endsBy(wanted.to(), last)) {
            throw untrue(
                    new At("/to", "before the present end, %s: for more days grant another".formatted(leave.to())));
        }
        if (wanted.to().isBefore(leave.from()) || (wanted.to().equals(leave.from()) && last < leave.fromOrder())) {
            throw untrue(new At("/to", "not before its beginning on %s: withdraw it instead".formatted(leave.from())));
        }
        var shortened = leave.endedEarlier(wanted.to(), last, clock.now());
        store.shorten(shortened, caller.person());
        outbox.append(LeaveEvents.granted(shortened));
        return shortened;
    }

    private static void mustHaveSeen(Leave leave, @Nullable Integer seen) {
        if (seen == null) {
            throw Problems.preconditionRequired(
                    "if-match-missing",
                    "Say which revision of the leave you end earlier.",
                    new At("header:If-Match", Revision.etag(leave.revision())));
        }
        if (seen != leave.revision()) {
            throw Problems.preconditionFailed(
                    "leave-changed",
                    "Somebody changed this leave: read it again.",
                    new At("header:If-Match", Revision.etag(leave.revision())));
        }
    }

    /** The leave, while nobody else changes it or closes the school's day. */
    private Leave held(Member member, String id) {
        schools.lockForPosting(Set.of(member.school()));
        return store.find(member.student(), id)
                .orElseThrow(() ->
                        Problems.notFound("This child has no such leave.", new At("path:leaveId", "see GET …/leaves")));
    }

    private Leave leave(LeaveRequest request, Member member, School school, String id) {
        if (request.to().isBefore(request.from())
                || request.to().isAfter(request.from().plusDays(LONGEST_DAYS))) {
            throw untrue(new At("/to", "from the first day on, and at most %d days".formatted(LONGEST_DAYS)));
        }
        int first = order(school, request.fromSession(), "/fromSession", Leave.WHOLE_DAY_FROM);
        int last = order(school, request.toSession(), "/toSession", Leave.WHOLE_DAY_TO);
        if (request.to().equals(request.from()) && last < first) {
            throw untrue(new At("/toSession", "not before fromSession on the same day"));
        }
        return new Leave(
                id,
                member.student(),
                member.school(),
                member.classId(),
                member.place(),
                member.homePlace(),
                request.from(),
                first,
                request.to(),
                last,
                request.kind(),
                request.approvedBy() == null ? caller.person() : request.approvedBy(),
                clock.now(),
                1,
                null);
    }

    private School schoolOf(Member member) {
        var school = schools.find(member.school());
        if (school == null) {
            throw Problems.conflict("school-removed", "The directory no longer knows the child's school.");
        }
        return school;
    }

    private void mayApprove(LeaveKind kind) {
        boolean onlyTeacher =
                caller.is(Roles.CLASS_TEACHER) && !caller.is(Roles.ACADEMIC_OFFICE) && !caller.is(Roles.PRINCIPAL);
        if (kind == LeaveKind.FROM_SCHOOLING && onlyTeacher) {
            throw Problems.forbidden("Leave from schooling is for the academic affairs office or the principal.");
        }
    }

    private static int order(School school, @Nullable String session, String pointer, int otherwise) {
        if (session == null) {
            return otherwise;
        }
        int order = school.orderOf(session);
        if (order == 0) {
            throw untrue(new At(pointer, "a session of the school"));
        }
        return order;
    }

    private static Problem untrue(At at) {
        return Problems.unprocessable("leave-not-true", "This leave cannot be: mend it as the entry says.", at);
    }
}
