package org.baoxue.attendance.arrival;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.LocalDate;
import org.baoxue.attendance.arrival.SurveyViews.Answer;
import org.baoxue.attendance.arrival.SurveyViews.SurveyRequest;
import org.baoxue.attendance.arrival.SurveyViews.Surveyed;
import org.baoxue.attendance.roster.Members;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether one child will come back for a term, which is named by its first day. */
@Path("/v1/students/{studentId}/return-surveys/{term}")
@Tag(name = "roster")
@RunOnVirtualThread
public class StudentSurveyResource {

    private final SurveyStore store;
    private final Members members;
    private final Transactions transactions;
    private final Caller caller;
    private final SuiteClock clock;

    StudentSurveyResource(
            SurveyStore store, Members members, Transactions transactions, Caller caller, SuiteClock clock) {
        this.store = store;
        this.members = members;
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
    }

    @PUT
    @RolesAllowed({Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "putReturnSurvey",
            summary = "Record whether a child will come back for a term (返校摸排)",
            description = "The same again changes nothing; another answer takes the place of the former.")
    public Surveyed put(
            @PathParam("studentId") String studentId,
            @PathParam("term") String term,
            @Valid @NotNull SurveyRequest said) {
        var first = Values.date(term, "path:term");
        if (said.reason() != null && said.answer() != Answer.CANNOT_RETURN) {
            throw untrue("/reason", "only where the child cannot return");
        }
        return transactions.within(caller.scope(), () -> {
            var child = members.visible(studentId).student();
            members.lock(child);
            var kept = kept(child, first);
            if (kept.answer() != said.answer() || kept.reason() != said.reason()) {
                store.save(child, first, said, caller.person(), clock.now());
            }
            return kept(child, first);
        });
    }

    private Surveyed kept(String child, LocalDate term) {
        return store.find(child, term)
                .orElseThrow(() -> untrue("path:term", "the first day of a term on which the child is enrolled"));
    }

    private static Problem untrue(String pointer, String detail) {
        return Problems.unprocessable(
                "survey-not-true", "This answer cannot be: mend it as the entry says.", new At(pointer, detail));
    }
}
