package org.baoxue.attendance.rollcall;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.baoxue.attendance.rollcall.RollCallResource.Which;
import org.baoxue.attendance.rollcall.RollCallViews.ClassAnswer;
import org.baoxue.attendance.rollcall.RollCallViews.ClassRequest;
import org.baoxue.attendance.rollcall.RollCallViews.RollCallRequest;
import org.baoxue.attendance.rollcall.RollCallViews.RollCallView;
import org.baoxue.attendance.rollcall.RollCallViews.SchoolAnswer;
import org.baoxue.attendance.rollcall.RollCallViews.SchoolRequest;
import org.baoxue.attendance.school.Schools;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Revision;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Requests in, answers out, each in one transaction. */
@ApplicationScoped
class TakingRollCalls {

    private final RollCalls rollCalls;
    private final RollCallStore store;
    private final Schools schools;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;

    TakingRollCalls(
            RollCalls rollCalls,
            RollCallStore store,
            Schools schools,
            Transactions transactions,
            Caller caller,
            Audit audit) {
        this.rollCalls = rollCalls;
        this.store = store;
        this.schools = schools;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
    }

    RestResponse<RollCallView> put(Kind kind, Which which, @Nullable String ifMatch, RollCallRequest request) {
        var day = Values.date(which.date(), "path:date");
        var asked = request.asked(which.classId(), Revision.of(ifMatch));
        return transactions.within(caller.scope(), () -> {
            var school = schools.ofClass(which.classId());
            var result = rollCalls
                    .post(school, day, which.session(), kind, List.of(asked), "path:")
                    .getFirst();
            return switch (result) {
                case Result.Refused(var refusedClass, var problem) -> throw problem;
                case Result.Unchanged(var rollCall) -> answer(RestResponse.Status.OK, rollCall);
                case Result.Recorded(var rollCall) ->
                    answer(rollCall.revision() == 1 ? RestResponse.Status.CREATED : RestResponse.Status.OK, rollCall);
            };
        });
    }

    SchoolAnswer post(Kind kind, String schoolId, SchoolRequest request) {
        return transactions.within(caller.scope(), () -> {
            var school = schools.whole(schoolId);
            var owners = schools.schoolsOf(
                    request.classes().stream().map(ClassRequest::classId).toList());
            var answers = new ArrayList<@Nullable ClassAnswer>();
            var asked = new ArrayList<Asked.Whole>();
            var named = new HashSet<String>();
            for (int i = 0; i < request.classes().size(); i++) {
                var one = request.classes().get(i);
                boolean own = school.code().equals(owners.get(one.classId()));
                boolean fresh = named.add(one.classId());
                if (own && fresh) {
                    answers.add(null);
                    asked.add(one.asked(i));
                } else {
                    answers.add(ClassAnswer.refused(one.classId(), own ? twice(i) : unknown(i)));
                }
            }
            var results = rollCalls
                    .post(school, request.date(), request.session(), kind, asked, "/")
                    .iterator();
            return new SchoolAnswer(answers.stream()
                    .map(answer -> answer == null ? ClassAnswer.of(results.next()) : answer)
                    .toList());
        });
    }

    RestResponse<RollCallView> read(Kind kind, String operation, Which which) {
        var day = Values.date(which.date(), "path:date");
        return transactions.within(caller.scope(), () -> {
            schools.ofClass(which.classId());
            var revisions = store.revisions(which.classId(), day, kind, which.session());
            if (revisions.isEmpty()) {
                throw Problems.notFound(
                        "This roll call was not posted.",
                        new Problem.At("path:session", "a session of this date that was posted"));
            }
            audit.read(
                    operation,
                    revisions.stream()
                            .flatMap(revision -> revision.marks().members().stream())
                            .distinct()
                            .toList());
            return view(RestResponse.Status.OK, revisions);
        });
    }

    private static RestResponse<RollCallView> answer(RestResponse.Status status, RollCall rollCall) {
        return view(status, List.of(rollCall));
    }

    private static RestResponse<RollCallView> view(RestResponse.Status status, List<RollCall> revisions) {
        var view = RollCallView.of(revisions);
        return ResponseBuilder.create(status, view)
                .header("ETag", Revision.etag(view.revision()))
                .build();
    }

    private static Problem twice(int index) {
        return Problems.unprocessable(
                "roll-call-not-true",
                "A class is named once in a post.",
                new Problem.At("/classes/%d/class".formatted(index), "named before"));
    }

    private static Problem unknown(int index) {
        return Problems.notFound(
                "The school has no such class.",
                new Problem.At("/classes/%d/class".formatted(index), "see GET /v1/schools/{school}/classes"));
    }
}
