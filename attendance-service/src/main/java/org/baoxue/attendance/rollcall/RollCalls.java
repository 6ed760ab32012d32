package org.baoxue.attendance.rollcall;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.baoxue.attendance.day.ClassDayStore;
import org.baoxue.attendance.day.ClassDayStore.Counts;
import org.baoxue.attendance.day.ClassDayStore.Posted;
import org.baoxue.attendance.rollcall.RollCallRules.Known;
import org.baoxue.attendance.rollcall.RollCallRules.Setting;
import org.baoxue.attendance.roster.Members;
import org.baoxue.attendance.school.School;
import org.baoxue.attendance.school.Schools;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Takes roll calls, one class or a whole school at a time, in the same number of statements. Runs inside the transaction of
 * its caller, which has checked that the caller may see the school or the classes.
 */
@ApplicationScoped
public class RollCalls {

    private final RollCallStore store;
    private final ClassDayStore classDays;
    private final Members members;
    private final Schools schools;
    private final SuiteClock clock;
    private final Caller caller;
    private final Outbox outbox;

    RollCalls(
            RollCallStore store,
            ClassDayStore classDays,
            Members members,
            Schools schools,
            SuiteClock clock,
            Caller caller,
            Outbox outbox) {
        this.store = store;
        this.classDays = classDays;
        this.members = members;
        this.schools = schools;
        this.clock = clock;
        this.caller = caller;
        this.outbox = outbox;
    }

    /** @param at how the request names date and session: {@code path:} or {@code /} */
    List<Result> post(
            School school, LocalDate date, String session, Kind kind, List<? extends Asked> asked, String at) {
        int order = school.orderOf(session);
        if (order == 0) {
            throw Problems.unprocessable(
                    "unknown-session",
                    "The school has no such session.",
                    new At(
                            at + "session",
                            "one of "
                                    + school.sessions().stream()
                                            .map(one -> one.code())
                                            .toList()));
        }
        var classes = asked.stream().map(Asked::classId).toList();
        schools.lockForPosting(Set.of(school.code()));
        lock(classes.stream().map(id -> id + "|" + date).toList(), kind);
        var setting = new Setting(school, date, kind, order, clock.now(), caller.person());
        if (date.isAfter(school.dateOf(setting.now()))) {
            throw Problems.unprocessable(
                    "date-in-the-future",
                    "Nobody can have been checked on this date yet.",
                    new At(at + "date", "not after today in " + school.zone()));
        }
        var membership = members.of(classes, date);
        var onLeave = store.onLeave(classes, date, order);
        var latest = store.latest(classes, date, kind, session);
        var results = asked.stream()
                .map(one -> RollCallRules.decide(
                        one,
                        new Known(
                                membership.getOrDefault(one.classId(), List.of()), onLeave, latest.get(one.classId())),
                        setting))
                .toList();
        record(results, school);
        return results;
    }

    /** See {@link RollCallStore#lock}: for whoever posts several sessions in one transaction, before the first of them. */
    void lock(Collection<String> days, Kind kind) {
        store.lock(days, kind);
    }

    /**
     * Takes what somebody reports of one child on one day, in the school's first session; the others stay as they were,
     * unknown where nobody was checked.
     *
     * @param mark null: what was reported is taken back
     */
    public void report(School school, String classId, LocalDate date, String student, @Nullable Mark mark) {
        var asked = new Asked.OneChild(classId, student, mark, null);
        post(school, date, school.session(1).code(), Kind.DAILY, List.of(asked), "/");
    }

    private static Posted posted(RollCall rollCall, School school) {
        var marks = rollCall.marks();
        return new Posted(
                rollCall.classId(),
                rollCall.date(),
                school.code(),
                school.place(),
                rollCall.sessionOrder(),
                !rollCall.acceptedAt().isBefore(school.closesAt(rollCall.date())),
                marks.members().size(),
                new Counts(
                        marks.present().size(),
                        marks.late().size(),
                        marks.absent().size(),
                        marks.leave().size()));
    }

    private void record(List<Result> results, School school) {
        var recorded = results.stream()
                .filter(Result.Recorded.class::isInstance)
                .map(result -> ((Result.Recorded) result).rollCall())
                .toList();
        if (recorded.isEmpty()) {
            return;
        }
        store.insert(recorded);
        classDays.keep(recorded.stream()
                .filter(rollCall -> rollCall.kind() == Kind.DAILY)
                .map(rollCall -> posted(rollCall, school))
                .toList());
        outbox.append(recorded.stream()
                .map(rollCall -> RollCallEvents.recorded(rollCall, school))
                .toList());
    }
}
