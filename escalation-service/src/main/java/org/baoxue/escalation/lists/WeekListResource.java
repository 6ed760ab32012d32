package org.baoxue.escalation.lists;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.escalation.week.Named;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is on a list of a school's week, each with the reasons. */
@Path("/v1/duties/{duty}/students")
@Tag(name = "duties")
@RunOnVirtualThread
public class WeekListResource {
    private final WeekListStore store;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;

    WeekListResource(WeekListStore store, Transactions transactions, Caller caller, Audit audit) {
        this.store = store;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
    }

    @Schema(name = "ListedStudent")
    public record ListedView(String student, List<ReasonView> reasons) {}

    /** @param count of what the code names, between these dates of the school's zone */
    @Schema(name = "ListedReason")
    public record ReasonView(Named.Code code, int count, LocalDate from, LocalDate to, String zh, String en) {}

    @GET
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU})
    @Operation(
            operationId = "listStudentsOfWeek",
            summary = "Who is on a list of a school's week; outside the school once the principal has signed it")
    public List<ListedView> list(@PathParam("duty") String id) {
        String duty = Asked.code("duty", id);
        return transactions.within(caller.scope(), () -> {
            List<Named> names = store.rows(List.of(duty)).getOrDefault(duty, List.of()).stream()
                    .filter(row -> !row.off())
                    .map(WeekListStore.Row::named)
                    .toList();
            if (names.isEmpty()) {
                throw Problems.notFound("There is no such list, or none that you may see: list duties at /v1/duties.");
            }
            audit.read("listStudentsOfWeek", names.stream().map(Named::student).toList());
            return names.stream().map(WeekListResource::view).toList();
        });
    }

    private static ListedView view(Named named) {
        return new ListedView(
                named.student(),
                named.reasons().stream()
                        .map(reason -> new ReasonView(
                                reason.code(), reason.count(), reason.from(), reason.to(), reason.zh(), reason.en()))
                        .toList());
    }
}
