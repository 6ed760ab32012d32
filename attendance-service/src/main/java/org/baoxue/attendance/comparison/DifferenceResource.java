package org.baoxue.attendance.comparison;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.baoxue.attendance.comparison.DifferenceStore.Wanted;
import org.baoxue.attendance.comparison.DifferenceViews.AnswerRequest;
import org.baoxue.attendance.comparison.DifferenceViews.DifferenceDetail;
import org.baoxue.attendance.comparison.DifferenceViews.DifferenceView;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What comparisons found, and what the schools and townships have found out of it. */
@Path("/v1/differences")
@Tag(name = "comparisons")
@RunOnVirtualThread
public class DifferenceResource {

    private final Differences differences;
    private final DifferenceStore store;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;

    DifferenceResource(
            Differences differences, DifferenceStore store, Transactions transactions, Caller caller, Audit audit) {
        this.differences = differences;
        this.store = store;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
    }

    @GET
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU})
    @Operation(
            operationId = "listDifferences",
            summary = "What comparisons found of the children you may see; leaves an audit row for each")
    public Page<DifferenceView> list(
            @QueryParam("place") @Nullable String place,
            @QueryParam("school") @Nullable String school,
            @QueryParam("kind")
                    @Parameter(schema = @Schema(type = SchemaType.STRING, implementation = DifferenceKind.class))
                    @Nullable String kind,
            @QueryParam("open") @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @Nullable String open,
            @QueryParam("comparison") @Parameter(description = "the last that found it") @Nullable String comparison,
            @BeanParam PageRequest page) {
        int length = page.length();
        var wanted = new Wanted(
                Asked.prefix("place", place),
                Asked.optionalCode("school", school),
                Asked.optionalOneOf("kind", DifferenceKind.class, kind),
                Asked.flag("open", open),
                Asked.optionalCode("comparison", comparison));
        return transactions.within(caller.scope(), () -> {
            var found = Page.of(store.page(wanted, page.after(), length + 1), length, DifferenceView::difference);
            audit.read(
                    "listDifferences",
                    found.items().stream()
                            .map(one -> one.student() == null ? one.difference() : one.student())
                            .toList());
            return found;
        });
    }

    @GET
    @Path("/{differenceId}")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU})
    @Operation(
            operationId = "readDifference",
            summary = "A difference with whom the register of residents names; leaves an audit row")
    public DifferenceDetail read(@PathParam("differenceId") String differenceId) {
        return differences.detail(differenceId);
    }

    @PUT
    @Path("/{differenceId}/answer")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU})
    @Operation(
            operationId = "answerDifference",
            summary = "Record what was found out; every answer ends the difference but OUT_OF_SCHOOL",
            description =
                    "For the township: NOT_ENROLLED, NOT_IN_REGISTER; for the school: NOT_SEEN, NO_IDENTITY_NUMBER; the county"
                            + " may answer all. The same again changes nothing; another answer takes the place of the former, which is kept.")
    public DifferenceView answer(
            @PathParam("differenceId") String differenceId, @Valid @NotNull AnswerRequest request) {
        return differences.answer(differenceId, request);
    }
}
