package org.baoxue.attendance.sampling;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.baoxue.attendance.sampling.SamplingViews.DrawRequest;
import org.baoxue.attendance.sampling.SamplingViews.Result;
import org.baoxue.attendance.sampling.SamplingViews.SamplingRequest;
import org.baoxue.attendance.sampling.SamplingViews.SamplingView;
import org.baoxue.attendance.sampling.SamplingViews.SchoolResult;
import org.baoxue.attendance.sampling.SamplingViews.UnitView;
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

/** Sampled attendance (抽样考勤): announced, drawn, taken as sampled roll calls, compared with the daily record. */
@Path("/v1/samplings")
@Tag(name = "samplings")
@RunOnVirtualThread
public class SamplingResource {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSSSSS").withZone(ZoneOffset.UTC);

    private final Samplings samplings;
    private final SamplingStore store;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    SamplingResource(
            Samplings samplings,
            SamplingStore store,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller) {
        this.samplings = samplings;
        this.store = store;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @Operation(
            operationId = "announceSampling",
            summary = "Announce a sampling of a place's schools",
            description =
                    "Binds to a seed: by its SHA-256, or by itself. In each school the units are ordered by the SHA-256"
                            + " of seed, line feed and id, in hexadecimal; the first are drawn. Needs an Idempotency-Key.")
    @APIResponse(
            responseCode = "201",
            description = "Announced, now or when the same was asked before",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SamplingView.class)))
    public RestResponse<SamplingView> announce(
            @HeaderParam("Idempotency-Key") @Nullable String key, @Valid @NotNull SamplingRequest request) {
        return transactions.within(caller.scope(), () -> {
            var view = idempotency.once(
                    "announceSampling",
                    key,
                    request,
                    SamplingView.class,
                    () -> SamplingView.of(samplings.announce(request, String.valueOf(key))));
            return ResponseBuilder.create(RestResponse.Status.CREATED, view).build();
        });
    }

    @PUT
    @Path("/{samplingId}/draw")
    @RolesAllowed({Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @Operation(
            operationId = "drawSampling",
            summary = "Publish the seed and draw",
            description = "From whoever is enrolled on the sampling's date. The same again changes nothing.")
    public SamplingView draw(@PathParam("samplingId") String samplingId, @Valid @NotNull DrawRequest request) {
        return SamplingView.of(samplings.draw(samplingId, request.seed()));
    }

    @GET
    @RolesAllowed("**")
    @Operation(operationId = "listSamplings", summary = "Samplings of a place and of places below it")
    public Page<SamplingView> list(@QueryParam("place") @Nullable String place, @BeanParam PageRequest page) {
        int length = page.length();
        return transactions.within(
                caller.scope(),
                () -> Page.of(
                        store.page(place == null ? "" : place, page.after(), length + 1).stream()
                                .map(SamplingView::of)
                                .toList(),
                        length,
                        view -> MICROS.format(view.announcedAt()) + view.sampling()));
    }

    @GET
    @Path("/{samplingId}")
    @RolesAllowed("**")
    @Operation(operationId = "readSampling", summary = "A sampling, with its seed once that is published")
    public SamplingView read(@PathParam("samplingId") String samplingId) {
        return transactions.within(caller.scope(), () -> SamplingView.of(samplings.find(samplingId)));
    }

    @GET
    @Path("/{samplingId}/units")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU
    })
    @Operation(
            operationId = "listSamplingUnits",
            summary = "Which classes or children were drawn, as far as the caller sees them")
    public Page<UnitView> units(@PathParam("samplingId") String samplingId, @BeanParam PageRequest page) {
        int length = page.length();
        return transactions.within(
                caller.scope(),
                () -> Page.of(
                        store.units(samplings.find(samplingId).id(), page.after(), length + 1),
                        length,
                        unit -> unit.school() + "|" + unit.classId() + "|"
                                + (unit.student() == null ? "" : unit.student())));
    }

    @GET
    @Path("/{samplingId}/result")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @Operation(
            operationId = "readSamplingResult",
            summary = "How often the sample said otherwise than the daily record, school by school",
            description = "Counts only, of the schools that the caller sees.")
    public Result result(@PathParam("samplingId") String samplingId) {
        return transactions.within(caller.scope(), () -> {
            var sampling = samplings.find(samplingId);
            return new Result(
                    SamplingView.of(sampling),
                    store.compare(sampling).stream().map(SchoolResult::of).toList());
        });
    }
}
