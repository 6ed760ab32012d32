package org.baoxue.attendance.comparison;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import org.baoxue.attendance.comparison.ComparisonViews.ComparisonItem;
import org.baoxue.attendance.comparison.ComparisonViews.ComparisonRequest;
import org.baoxue.attendance.comparison.ComparisonViews.ComparisonView;
import org.baoxue.attendance.comparison.ComparisonViews.Moves;
import org.baoxue.attendance.comparison.ComparisonViews.PlaceCoverage;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
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

/** Residents of school age held against enrolment, and enrolment against attendance. Counts only, no child. */
@Path("/v1/comparisons")
@Tag(name = "comparisons")
@RunOnVirtualThread
public class ComparisonResource {

    private final Comparisons comparisons;
    private final ComparisonStore store;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    ComparisonResource(
            Comparisons comparisons,
            ComparisonStore store,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller) {
        this.comparisons = comparisons;
        this.store = store;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.COUNTY_BUREAU)
    @Operation(
            operationId = "runComparison",
            summary = "Compare a place's residents of school age, its schools' enrolments and who came",
            description =
                    "With the place's last register of residents. Each child ends up in exactly one state, and whoever was"
                            + " in the place's comparison before is in this one. Needs an Idempotency-Key.")
    @APIResponse(
            responseCode = "201",
            description = "Run, now or when the same was asked before",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ComparisonView.class)))
    public RestResponse<ComparisonView> run(
            @HeaderParam("Idempotency-Key") @Nullable String key, @Valid @NotNull ComparisonRequest request) {
        caller.mustSee(request.place(), null, "", null);
        return transactions.asWorker(() -> {
            var view = idempotency.once(
                    "runComparison",
                    key,
                    request,
                    ComparisonView.class,
                    () -> comparisons.run(request, String.valueOf(key)));
            return ResponseBuilder.create(RestResponse.Status.CREATED, view).build();
        });
    }

    @GET
    @RolesAllowed({Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU, Roles.PROVINCE_OBSERVER})
    @Operation(operationId = "listComparisons", summary = "Comparisons of a place and of places below it")
    public Page<ComparisonItem> list(@QueryParam("place") @Nullable String place, @BeanParam PageRequest page) {
        int length = page.length();
        return transactions.within(caller.scope(), () -> {
            var found = Page.of(
                    store.page(Asked.prefix("place", place), page.afterNumber(0), length + 1),
                    length,
                    one -> String.valueOf(one.seq()));
            return new Page<>(
                    found.items().stream()
                            .map(one -> ComparisonItem.of(one.comparison()))
                            .toList(),
                    found.next());
        });
    }

    @GET
    @Path("/{comparisonId}")
    @RolesAllowed({Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU, Roles.PROVINCE_OBSERVER})
    @Operation(
            operationId = "readComparison",
            summary = "How many children stand where, and which differences were found")
    public ComparisonView read(@PathParam("comparisonId") String comparisonId) {
        return counted(comparisonId, comparisons::view);
    }

    @GET
    @Path("/{comparisonId}/places")
    @RolesAllowed({Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU, Roles.PROVINCE_OBSERVER})
    @Operation(operationId = "listComparisonPlaces", summary = "The same, township by township")
    public Page<PlaceCoverage> places(@PathParam("comparisonId") String comparisonId, @BeanParam PageRequest page) {
        int length = page.length();
        return counted(
                comparisonId,
                run -> Page.of(store.places(run.id(), page.after(), length + 1), length, PlaceCoverage::place));
    }

    @GET
    @Path("/{comparisonId}/moves")
    @RolesAllowed({Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU, Roles.PROVINCE_OBSERVER})
    @Operation(
            operationId = "readComparisonMoves",
            summary = "Where the children stood in another comparison and where they stand in this one",
            description = "Against the comparison of the same place before, unless another is named.")
    public Moves moves(
            @PathParam("comparisonId") String comparisonId, @QueryParam("against") @Nullable String against) {
        var other = Asked.optionalCode("against", against);
        var run = seen(comparisonId, "path:comparisonId");
        var before =
                other == null ? run.previous() : seen(other, "query:against").id();
        if (before == null) {
            throw Comparisons.untrue("query:against", "another comparison: this place has none before");
        }
        return transactions.asWorker(() -> new Moves(run.id(), before, store.moves(run.id(), before)));
    }

    private <T> T counted(String id, Function<Comparison, T> count) {
        var run = seen(id, "path:comparisonId");
        return transactions.asWorker(() -> count.apply(run));
    }

    private Comparison seen(String id, String pointer) {
        return transactions.within(caller.scope(), () -> comparisons.find(id, pointer));
    }
}
