package org.baoxue.attendance.leave;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.baoxue.attendance.leave.Leave.Act;
import org.baoxue.attendance.leave.Leave.State;
import org.baoxue.attendance.leave.LeaveViews.EndRequest;
import org.baoxue.attendance.leave.LeaveViews.LeaveHistory;
import org.baoxue.attendance.leave.LeaveViews.LeaveRequest;
import org.baoxue.attendance.leave.LeaveViews.LeaveView;
import org.baoxue.attendance.leave.LeaveViews.Outcome;
import org.baoxue.attendance.leave.LeaveViews.PaperRequest;
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

/** Files leaves, approves or refuses them, moves their end and withdraws them, inside the transaction of the caller's scope. */
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
    Leave file(String student, LeaveRequest request, String key) {
        var member = members.visible(student);
        if (!request.isAsked()) {
            mayApprove(request.kind());
        } else if (request.approvedBy() != null) {
            throw untrue(new At("/approvedBy", "left out: somebody is to approve it yet"));
        }
        var school = schoolOf(member);
        schools.lockForPosting(Set.of(school.code()));
        var filed = leave(
                request,
                member,
                school,
                EventId.of("leave", caller.person(), student, key, clock.now()).toString());
        if (request.isAsked()) {
            store.insert(filed, Act.FILED, caller.person());
            return filed;
        }
        var approved = filed.approvedAtOnce(request.approvedBy() == null ? caller.person() : request.approvedBy());
        store.insert(approved, Act.APPROVED, caller.person());
        outbox.append(LeaveEvents.granted(approved));
        return approved;
    }

    /** The same answer again changes nothing; another one is 409, for what was approved is withdrawn, not refused. */
    Leave decide(String student, String id, Outcome outcome) {
        var leave = held(members.visible(student), id);
        mayApprove(leave.kind());
        if (leave.state() == State.valueOf(outcome.name())) {
            return leave;
        }
        if (leave.state() != State.FILED) {
            throw over(leave);
        }
        var now = clock.now();
        if (outcome == Outcome.REFUSED) {
            var refused = leave.refused();
            store.save(refused, Act.REFUSED, caller.person(), now);
            return refused;
        }
        var approved = leave.approved(caller.person(), now);
        store.save(approved, Act.APPROVED, caller.person(), now);
        outbox.append(LeaveEvents.granted(approved));
        return approved;
    }

    /** Answers the same when it was withdrawn before. */
    void withdraw(String student, String id) {
        var leave = held(members.visible(student), id);
        if (leave.state() == State.WITHDRAWN) {
            return;
        }
        if (leave.state() == State.REFUSED) {
            throw over(leave);
        }
        var now = clock.now();
        var withdrawn = leave.withdrawn(now);
        if (leave.state() == State.APPROVED) {
            mayApprove(leave.kind());
            outbox.append(LeaveEvents.withdrawn(withdrawn, now));
        }
        store.save(withdrawn, Act.WITHDRAWN, caller.person(), now);
    }

    /**
     * Ends a leave earlier, or later. What is published is the leave under its next revision: whoever follows leaves holds both,
     * and sees which days are covered now.
     *
     * @param seen the revision that the caller has seen
     */
    Leave moveEnd(String student, String id, @Nullable Integer seen, EndRequest wanted) {
        var member = members.visible(student);
        var leave = held(member, id);
        if (leave.state() != State.FILED && leave.state() != State.APPROVED) {
            throw over(leave);
        }
        int last = order(schoolOf(member), wanted.toSession(), "/toSession", Period.WHOLE_DAY_TO);
        var period = leave.period();
        if (period.endsAt(wanted.to(), last)) {
            return leave;
        }
        mustHaveSeen(leave, seen);
        if (period.beginsAfter(wanted.to(), last)) {
            throw untrue(new At("/to", "not before its beginning on %s: withdraw it instead".formatted(period.from())));
        }
        mustNotBeTooLong(period.from(), wanted.to());
        var now = clock.now();
        var moved = leave.endingOn(wanted.to(), last, now);
        var act = period.endsBy(wanted.to(), last) ? Act.PROLONGED : Act.SHORTENED;
        if (leave.state() == State.APPROVED) {
            mayApprove(leave.kind());
            outbox.append(LeaveEvents.granted(moved));
        }
        store.save(moved, act, caller.person(), now);
        return moved;
    }

    /** Names the papers of a leave: those that are not named any more are forgotten. */
    LeaveHistory setPapers(String student, String id, List<PaperRequest> papers) {
        var leave = held(members.visible(student), id);
        store.setPapers(leave.id(), papers, caller.person(), clock.now());
        return history(leave);
    }

    LeaveHistory history(String student, String id) {
        return history(store.find(members.visible(student).student(), id).orElseThrow(Leaves::unknown));
    }

    private LeaveHistory history(Leave leave) {
        return new LeaveHistory(LeaveView.of(leave), store.changes(leave.id()), store.papers(leave.id()));
    }

    private static Problem over(Leave leave) {
        return switch (leave.state()) {
            case WITHDRAWN -> Problems.conflict("leave-withdrawn", "This leave was withdrawn: file another.");
            case REFUSED -> Problems.conflict("leave-refused", "This leave was refused: file another.");
            case APPROVED -> Problems.conflict("leave-approved", "This leave was approved: withdraw it instead.");
            case FILED -> throw new IllegalStateException("a leave that waits for its approval is not over");
        };
    }

    private static void mustHaveSeen(Leave leave, @Nullable Integer seen) {
        if (seen == null) {
            throw Problems.preconditionRequired(
                    "if-match-missing",
                    "Say which revision of the leave you change.",
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
        return store.hold(member.student(), id).orElseThrow(Leaves::unknown);
    }

    private static Problem unknown() {
        return Problems.notFound("This child has no such leave.", new At("path:leaveId", "see GET …/leaves"));
    }

    private static void mustNotBeTooLong(LocalDate from, LocalDate to) {
        if (to.isBefore(from) || to.isAfter(from.plusDays(LONGEST_DAYS))) {
            throw untrue(new At("/to", "from the first day on, and at most %d days".formatted(LONGEST_DAYS)));
        }
    }

    private Leave leave(LeaveRequest request, Member member, School school, String id) {
        mustNotBeTooLong(request.from(), request.to());
        int first = order(school, request.fromSession(), "/fromSession", Period.WHOLE_DAY_FROM);
        int last = order(school, request.toSession(), "/toSession", Period.WHOLE_DAY_TO);
        if (request.to().equals(request.from()) && last < first) {
            throw untrue(new At("/toSession", "not before fromSession on the same day"));
        }
        var now = clock.now();
        return new Leave(
                id,
                member,
                new Period(request.from(), first, request.to(), last),
                request.kind(),
                State.FILED,
                caller.person(),
                now,
                null,
                now,
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
