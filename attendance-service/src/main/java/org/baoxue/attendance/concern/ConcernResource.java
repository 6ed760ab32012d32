package org.baoxue.attendance.concern;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.baoxue.attendance.concern.ConcernViews.ConcernRequest;
import org.baoxue.attendance.concern.ConcernViews.ConcernView;
import org.baoxue.attendance.roster.Members;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Idempotency;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Concerns about a child are its school's own: that a contact is owed others may see, of which kind the concern is nobody outside. */
@Path("/v1/students/{studentId}/concerns")
@Tag(name = "concerns")
@RunOnVirtualThread
public class ConcernResource {

    private final Concerns concerns;
    private final ConcernStore store;
    private final Members members;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;

    ConcernResource(
            Concerns concerns,
            ConcernStore store,
            Members members,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller,
            Audit audit) {
        this.concerns = concerns;
        this.store = store;
        this.members = members;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
    }

    private record Wanted(String student, ConcernRequest request) {}

    @POST
    @RolesAllowed({Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "raiseConcern",
            summary = "Raise a concern (隐患) about a child: its guardian is to be contacted",
            description = "For what no roll call shows: B 三(一) 职责4. The class teacher then owes a contact."
                    + " Needs an Idempotency-Key of your choice: the same request under the same key answers the same and"
                    + " raises nothing twice.")
    @APIResponse(
            responseCode = "201",
            description = "Raised, now or when the same was asked before",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ConcernView.class)))
    public RestResponse<ConcernView> raise(
            @PathParam("studentId") String studentId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Valid @NotNull ConcernRequest request) {
        return transactions.within(caller.scope(), () -> {
            members.visible(studentId);
            var view = idempotency.once(
                    "raiseConcern",
                    key,
                    new Wanted(studentId, request),
                    ConcernView.class,
                    () -> ConcernView.of(concerns.raise(studentId, request.kind(), String.valueOf(key))));
            return ResponseBuilder.create(RestResponse.Status.CREATED, view).build();
        });
    }

    @GET
    @RolesAllowed({Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "listConcerns",
            summary = "Concerns about a child, withdrawn ones too; leaves an audit row")
    public Page<ConcernView> list(@PathParam("studentId") String studentId, @BeanParam PageRequest page) {
        int length = page.length();
        return transactions.within(caller.scope(), () -> {
            members.visible(studentId);
            audit.read("listConcerns", studentId);
            var views = store.page(studentId, page.after(), length + 1).stream()
                    .map(ConcernView::of)
                    .toList();
            return Page.of(views, length, ConcernView::concern);
        });
    }

    @DELETE
    @Path("/{concernId}")
    @RolesAllowed({Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "withdrawConcern",
            summary = "Withdraw a concern that was raised by mistake",
            description =
                    "It stays readable, and what was owed for it is taken back. Withdrawing it again changes nothing.")
    public void withdraw(@PathParam("studentId") String studentId, @PathParam("concernId") String concernId) {
        transactions.within(caller.scope(), () -> {
            concerns.withdraw(studentId, concernId);
            return true;
        });
    }
}
