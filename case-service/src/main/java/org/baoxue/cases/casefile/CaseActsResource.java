package org.baoxue.cases.casefile;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;
import org.baoxue.cases.casefile.Happening.Source;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people do to an entry. Each is idempotent by its nature: the entry is in that state, or not. */
@Path("/v1/cases")
@Tag(name = "ledger")
@RunOnVirtualThread
public class CaseActsResource {

    /** @param returnedOn first day back, today or earlier */
    public record ReturnOfChild(
            @NotNull(message = "name the first day back, as 2026-09-07") LocalDate returnedOn) {}

    /** @param reason why the entry is to be cleared */
    public record ProposalToClose(
            @NotNull(message = "name why the entry is to be cleared") ClosingReason reason) {}

    private final Cases cases;
    private final Caller caller;
    private final Transactions transactions;

    CaseActsResource(Cases cases, Caller caller, Transactions transactions) {
        this.cases = cases;
        this.caller = caller;
        this.transactions = transactions;
    }

    @POST
    @Path("{id}/return")
    @RolesAllowed({Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.TOWNSHIP_OFFICER})
    @Operation(operationId = "recordReturn", summary = "The child is back: the return watch begins")
    @APIResponseSchema(value = Summary.class, responseCode = "200", responseDescription = "Done, or done before")
    @APIResponse(responseCode = "409", description = "The entry is not in a state for this")
    public Summary returned(UUID id, @Valid @NotNull(message = "send a body") ReturnOfChild request) {
        return act(() -> {
            var entry = cases.locked(id);
            mustHaveHappened(entry, request.returnedOn());
            return cases.returned(entry, request.returnedOn(), Source.PERSON, caller.person());
        });
    }

    @POST
    @Path("{id}/closing")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU})
    @Operation(operationId = "proposeClosing", summary = "Propose to clear the entry (销号); a second person decides")
    @APIResponseSchema(value = Summary.class, responseCode = "200", responseDescription = "Done, or done before")
    @APIResponse(responseCode = "409", description = "The entry is not in a state for this")
    public Summary propose(UUID id, @Valid @NotNull(message = "send a body") ProposalToClose request) {
        return act(() -> {
            var today = cases.today(cases.locked(id));
            return cases.moved(id, file -> file.closingProposed(request.reason(), caller.person(), today));
        });
    }

    @DELETE
    @Path("{id}/closing")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU})
    @Operation(operationId = "withdrawClosing", summary = "Take a proposal to clear the entry back, or decline it")
    @APIResponseSchema(value = Summary.class, responseCode = "200", responseDescription = "Done, or done before")
    @APIResponse(responseCode = "409", description = "The entry is not in a state for this")
    public Summary withdraw(UUID id) {
        return act(() -> cases.moved(id, file -> file.closingWithdrawn(caller.person())));
    }

    @POST
    @Path("{id}/closing/approval")
    @RolesAllowed({Roles.PRINCIPAL, Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU})
    @Operation(operationId = "approveClosing", summary = "Clear the entry, as a second person")
    @APIResponseSchema(value = Summary.class, responseCode = "200", responseDescription = "Done, or done before")
    @APIResponse(responseCode = "409", description = "The entry is not in a state for this")
    public Summary approve(UUID id) {
        return act(() -> cases.moved(id, file -> file.closingApproved(caller.person())));
    }

    @POST
    @Path("{id}/reopening")
    @RolesAllowed({Roles.PRINCIPAL, Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU})
    @Operation(operationId = "reopenCase", summary = "A cleared entry goes on")
    @APIResponseSchema(value = Summary.class, responseCode = "200", responseDescription = "Done, or done before")
    @APIResponse(responseCode = "409", description = "The entry is not in a state for this")
    public Summary reopen(UUID id) {
        return act(() -> cases.reopened(id, caller.person()));
    }

    private Summary act(Supplier<Entry> act) {
        return transactions.within(caller.scope(), () -> Summary.of(act.get()));
    }

    private void mustHaveHappened(Entry entry, LocalDate on) {
        var today = cases.today(entry);
        if (on.isAfter(today) || on.isBefore(entry.file().ground().openedOn())) {
            throw Problems.unprocessable(
                    "date-out-of-range",
                    "A return lies between the first day of the absence and today.",
                    new Problem.At(
                            "/returnedOn",
                            "from %s to %s".formatted(entry.file().ground().openedOn(), today)));
        }
    }
}
