package org.baoxue.escalation.desk;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.baoxue.escalation.desk.Views.AssignedView;
import org.baoxue.escalation.desk.Views.PostView;
import org.baoxue.escalation.duty.AssignmentRules;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Post;
import org.baoxue.escalation.watch.Assignments;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Idempotency;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Gives an open duty to another post of the school: who, to whom and why is kept, and the new owner hears of it once. */
@Path("/v1/duties/{duty}/assignments")
@Tag(name = "duties")
@RunOnVirtualThread
public class DutyAssignmentResource {
    private final VisibleDuties visible;
    private final Assignments assignments;
    private final Transactions transactions;
    private final Caller caller;
    private final Idempotency idempotency;
    private final SuiteClock clock;

    DutyAssignmentResource(
            VisibleDuties visible,
            Assignments assignments,
            Transactions transactions,
            Caller caller,
            Idempotency idempotency,
            SuiteClock clock) {
        this.visible = visible;
        this.assignments = assignments;
        this.transactions = transactions;
        this.caller = caller;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * @param owner the class's own teacher, the academic office or the principal of the duty's school
     * @param reason in your own words; it stays in this service
     */
    public record AssignmentRequest(
            @Valid @NotNull PostView owner,
            @NotBlank @Size(max = 2000) String reason) {}

    /** 409 where the duty has its ending, 422 where the post may not owe it; the due time stays as it is. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL})
    @APIResponseSchema(value = AssignedView.class, responseCode = "200", responseDescription = "It is the other post's")
    @APIResponse(responseCode = "409", description = "The duty has its ending")
    @Operation(operationId = "assignDuty", summary = "Give an open duty to another post of the school, with a reason")
    public AssignedView assign(
            @PathParam("duty") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Valid @NotNull AssignmentRequest request) {
        Asked.code("duty", id);
        String rule = transactions.within(
                caller.scope(), () -> visible.one(id, "assignDuty").rule());
        return transactions.asWorker(() -> idempotency.once(
                "assignDuty/" + id, key, request, AssignedView.class, () -> assigned(id, rule, request)));
    }

    private AssignedView assigned(String id, String rule, AssignmentRequest request) {
        Post to = new Post(request.owner().post(), request.owner().scope());
        Assignments.Wanted wanted =
                new Assignments.Wanted(id, to, request.reason(), caller.person(), MaySay.postsThatEnd(rule));
        return switch (assignments.assign(wanted, clock.now()).orElseThrow(VisibleDuties::noSuchDuty)) {
            case AssignmentRules.Assigned assigned -> view(assigned.duty());
            case AssignmentRules.Ended ended ->
                throw Problems.conflict("duty-has-ended", "Only what is still owed can become another's.");
            case AssignmentRules.Refused refused ->
                throw Problems.unprocessable(
                        "owner-does-not-fit", "This post cannot owe the duty.", new At(refused.field(), refused.why()));
        };
    }

    private static AssignedView view(Duty duty) {
        return new AssignedView(
                duty.id(), new PostView(duty.owner().post(), duty.owner().scope()), duty.dueAt());
    }
}
