package org.baoxue.attendance.household;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.time.LocalDate;
import org.baoxue.attendance.household.Household.Category;
import org.baoxue.attendance.roster.Members;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether a child lives in a monitored household: for those who persuade and help, not for its class. */
@Path("/v1/students/{studentId}/monitored-household")
@Tag(name = "roster")
@RunOnVirtualThread
public class HouseholdResource {

    /**
     * @param source which list says so: 县防返贫监测名单 2026-08
     * @param since the date from which the list has the household
     */
    public record HouseholdRequest(
            @NotNull Category category,
            @NotBlank @Size(max = 100) String source,
            @NotNull LocalDate since) {}

    public record HouseholdView(
            String student, Category category, String source, LocalDate since, String recordedBy, Instant recordedAt) {

        static HouseholdView of(Household household) {
            return new HouseholdView(
                    household.student(),
                    household.category(),
                    household.source(),
                    household.since(),
                    household.recordedBy(),
                    household.recordedAt());
        }
    }

    private final HouseholdStore store;
    private final Members members;
    private final Transactions transactions;
    private final Caller caller;
    private final SuiteClock clock;
    private final Audit audit;

    HouseholdResource(
            HouseholdStore store,
            Members members,
            Transactions transactions,
            Caller caller,
            SuiteClock clock,
            Audit audit) {
        this.store = store;
        this.members = members;
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
        this.audit = audit;
    }

    @PUT
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM, Roles.COUNTY_BUREAU})
    @Operation(
            operationId = "putMonitoredHousehold",
            summary = "Record that a child lives in a monitored household (监测对象)",
            description = "The same again changes nothing.")
    public HouseholdView put(@PathParam("studentId") String studentId, @Valid @NotNull HouseholdRequest request) {
        return transactions.within(caller.scope(), () -> {
            var member = members.visible(studentId);
            members.lock(member.student());
            var said = new Household(
                    member.student(),
                    request.category(),
                    request.source(),
                    request.since(),
                    caller.person(),
                    clock.now());
            var kept = store.find(member.student());
            if (kept.isPresent() && kept.get().saysTheSameAs(said)) {
                return HouseholdView.of(kept.get());
            }
            store.save(said);
            return HouseholdView.of(said);
        });
    }

    @GET
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU})
    @Operation(
            operationId = "readMonitoredHousehold",
            summary = "Which list of monitored households has the child's; leaves an audit row")
    public HouseholdView read(@PathParam("studentId") String studentId) {
        return transactions.within(caller.scope(), () -> {
            var member = members.visible(studentId);
            audit.read("readMonitoredHousehold", member.student());
            return store.find(member.student())
                    .map(HouseholdView::of)
                    .orElseThrow(() -> Problems.notFound(
                            "The child's household is not monitored, as far as is known here.",
                            new At("path:studentId", "a child of a monitored household")));
        });
    }

    @DELETE
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM, Roles.COUNTY_BUREAU})
    @Operation(
            operationId = "deleteMonitoredHousehold",
            summary = "Record that the household is monitored no more; again changes nothing")
    public void delete(@PathParam("studentId") String studentId) {
        transactions.within(caller.scope(), () -> {
            store.delete(members.visible(studentId).student());
            return true;
        });
    }
}
