package org.baoxue.attendance.leave;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.baoxue.attendance.leave.LeaveViews.DecisionRequest;
import org.baoxue.attendance.leave.LeaveViews.EndRequest;
import org.baoxue.attendance.leave.LeaveViews.LeaveHistory;
import org.baoxue.attendance.leave.LeaveViews.LeaveRequest;
import org.baoxue.attendance.leave.LeaveViews.LeaveView;
import org.baoxue.attendance.leave.LeaveViews.PapersRequest;
import org.baoxue.attendance.roster.Members;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Idempotency;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.baoxue.kit.web.Revision;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/v1/students/{studentId}/leaves")
@Tag(name = "leaves")
@RunOnVirtualThread
public class LeaveResource {

    private final Leaves leaves;
    private final LeaveStore store;
    private final Members members;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;

    LeaveResource(
            Leaves leaves,
            LeaveStore store,
            Members members,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller,
            Audit audit) {
        this.leaves = leaves;
        this.store = store;
        this.members = members;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
    }

    private record Wanted(String student, LeaveRequest request) {}

    @POST
    @RolesAllowed({Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "fileLeave",
            summary = "Record an approved leave, or ask for one",
            description =
                    "Needs an Idempotency-Key of your choice: the same request under the same key answers the same"
                            + " and files nothing twice. With approval ASKED it covers nothing until somebody approves it."
                            + " 休学 is the kind FROM_SCHOOLING, not a class teacher's to approve.")
    @APIResponse(
            responseCode = "201",
            description = "Filed, now or when the same was asked before",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LeaveView.class)))
    @APIResponse(responseCode = "409", description = "The directory no longer knows the child's school")
    public RestResponse<LeaveView> file(
            @PathParam("studentId") String studentId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Valid @NotNull LeaveRequest request) {
        return transactions.within(caller.scope(), () -> {
            members.visible(studentId);
            var view = idempotency.once(
                    "fileLeave",
                    key,
                    new Wanted(studentId, request),
                    LeaveView.class,
                    () -> LeaveView.of(leaves.file(studentId, request, String.valueOf(key))));
            return answer(RestResponse.Status.CREATED, view);
        });
    }

    @GET
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(operationId = "listLeaves", summary = "A child's leaves, withdrawn ones too; leaves an audit row")
    public Page<LeaveView> list(@PathParam("studentId") String studentId, @BeanParam PageRequest page) {
        int length = page.length();
        return transactions.within(caller.scope(), () -> {
            members.visible(studentId);
            audit.read("listLeaves", studentId);
            var views = store.page(studentId, page.after(), length + 1).stream()
                    .map(LeaveView::of)
                    .toList();
            return Page.of(views, length, view -> view.from() + "|" + view.leave());
        });
    }

    @GET
    @Path("/{leaveId}")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(
            operationId = "readLeave",
            summary = "A leave with who did what to it and when, and its papers; leaves an audit row")
    public LeaveHistory read(@PathParam("studentId") String studentId, @PathParam("leaveId") String leaveId) {
        return transactions.within(caller.scope(), () -> {
            var history = leaves.history(studentId, leaveId);
            audit.read("readLeave", studentId);
            return history;
        });
    }

    @PUT
    @Path("/{leaveId}/decision")
    @RolesAllowed({Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "decideLeave",
            summary = "Approve or refuse a leave that was asked for",
            description = "Approved after its first day it works backwards. The same again changes nothing.")
    @APIResponseSchema(
            value = LeaveView.class,
            responseCode = "200",
            responseDescription = "Decided, now or before in the same way")
    @APIResponse(responseCode = "409", description = "It was decided otherwise, or withdrawn")
    public RestResponse<LeaveView> decide(
            @PathParam("studentId") String studentId,
            @PathParam("leaveId") String leaveId,
            @Valid @NotNull DecisionRequest request) {
        return transactions.within(
                caller.scope(),
                () -> answer(
                        RestResponse.Status.OK, LeaveView.of(leaves.decide(studentId, leaveId, request.outcome()))));
    }

    @PUT
    @Path("/{leaveId}/papers")
    @RolesAllowed({Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "setLeavePapers",
            summary = "Name the papers of a leave: where they are kept, not what they say",
            description = "The whole list takes the place of the one before.")
    public LeaveHistory setPapers(
            @PathParam("studentId") String studentId,
            @PathParam("leaveId") String leaveId,
            @Valid @NotNull PapersRequest request) {
        return transactions.within(caller.scope(), () -> leaves.setPapers(studentId, leaveId, request.papers()));
    }

    @PUT
    @Path("/{leaveId}/end")
    @RolesAllowed({Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "moveLeaveEnd",
            summary = "End a leave earlier, because the child is back or is to be; or prolong it",
            description = "Needs If-Match with the revision seen (else 428, 412). The same end again changes nothing."
                    + " Prolonged after its last day it works backwards.")
    @APIResponseSchema(
            value = LeaveView.class,
            responseCode = "200",
            responseDescription = "Shortened or prolonged, or the same again")
    @APIResponse(responseCode = "409", description = "It was refused or withdrawn")
    public RestResponse<LeaveView> moveEnd(
            @PathParam("studentId") String studentId,
            @PathParam("leaveId") String leaveId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull EndRequest request) {
        return transactions.within(
                caller.scope(),
                () -> answer(
                        RestResponse.Status.OK,
                        LeaveView.of(leaves.moveEnd(studentId, leaveId, Revision.of(ifMatch), request))));
    }

    private static RestResponse<LeaveView> answer(RestResponse.Status status, LeaveView view) {
        return ResponseBuilder.create(status, view)
                .header("ETag", Revision.etag(view.revision()))
                .build();
    }

    @DELETE
    @Path("/{leaveId}")
    @RolesAllowed({Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "withdrawLeave",
            summary = "Withdraw a leave from its beginning",
            description = "It stays readable. Withdrawing it again changes nothing.")
    @APIResponse(responseCode = "204", description = "Withdrawn, now or before")
    @APIResponse(responseCode = "409", description = "It was refused: nothing stands that could be withdrawn")
    public void withdraw(@PathParam("studentId") String studentId, @PathParam("leaveId") String leaveId) {
        transactions.within(caller.scope(), () -> {
            leaves.withdraw(studentId, leaveId);
            return true;
        });
    }
}
