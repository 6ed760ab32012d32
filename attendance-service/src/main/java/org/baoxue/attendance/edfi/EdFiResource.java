package org.baoxue.attendance.edfi;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.baoxue.attendance.edfi.EdFiStore.Listed;
import org.baoxue.attendance.edfi.EdFiViews.AttendanceEvent;
import org.baoxue.attendance.edfi.EdFiViews.Flag;
import org.baoxue.attendance.edfi.EdFiViews.Kept;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/ed-fi/v3/studentSchoolAttendanceEvents")
@Tag(name = "Ed-Fi")
@RunOnVirtualThread
public class EdFiResource {

    private final ReportingExceptions reporting;
    private final EdFiStore store;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;

    EdFiResource(
            ReportingExceptions reporting, EdFiStore store, Transactions transactions, Caller caller, Audit audit) {
        this.reporting = reporting;
        this.store = store;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
    }

    @POST
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "postEdFiAttendanceEvent",
            summary = "Report one child's day in the shape of the Ed-Fi Data Standard",
            description = "Upsert by the natural key (student, school, session, school year, date, category): 201 when"
                    + " new, 200 when known. What is odd (a date that is no school day, several categories on one day)"
                    + " is kept and flagged in the answer; the event accepted last is the mark.")
    @APIResponse(
            responseCode = "200",
            description = "Known",
            headers = @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Kept.class)))
    @APIResponse(
            responseCode = "201",
            description = "New",
            headers = @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)))
    public RestResponse<Kept> post(@Valid @NotNull AttendanceEvent event, @Context UriInfo uri) {
        return transactions.within(caller.scope(), () -> {
            var put = reporting.put(event);
            var kept = kept(listed(put.id()));
            return ResponseBuilder.create(put.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, kept)
                    .location(uri.getAbsolutePathBuilder().path(kept.id()).build())
                    .build();
        });
    }

    @GET
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "listEdFiAttendanceEvents",
            summary = "Events as they were sent, with what is odd about them; leaves an audit row for each child")
    public Page<Kept> list(
            @QueryParam("schoolId") @Nullable String schoolId,
            @QueryParam("studentUniqueId") @Nullable String student,
            @QueryParam("eventDate") @Nullable String date,
            @BeanParam PageRequest page) {
        int length = page.length();
        long after = page.afterNumber(0);
        var school = Asked.optionalCode("schoolId", schoolId);
        var child = Asked.optionalCode("studentUniqueId", student);
        var day = date == null ? null : Values.date(date, "query:eventDate");
        return transactions.within(caller.scope(), () -> {
            var rows = store.page(school, child, day, after, length + 1);
            var found = Page.of(rows, length, row -> String.valueOf(row.seq()));
            audit.read(
                    "listEdFiAttendanceEvents",
                    found.items().stream().map(row -> row.event().student()).toList());
            return new Page<>(found.items().stream().map(EdFiResource::kept).toList(), found.next());
        });
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(operationId = "readEdFiAttendanceEvent", summary = "One event as it was sent; leaves an audit row")
    public Kept read(@PathParam("id") String id) {
        return transactions.within(caller.scope(), () -> {
            var listed = listed(uuid(id));
            audit.read("readEdFiAttendanceEvent", listed.event().student());
            return kept(listed);
        });
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "deleteEdFiAttendanceEvent",
            summary = "Take an event back",
            description = "The child's mark becomes that of its latest other event of the day, or unknown.")
    public void delete(@PathParam("id") String id) {
        transactions.within(caller.scope(), () -> {
            reporting.takeBack(listed(uuid(id)));
            return true;
        });
    }

    private Listed listed(UUID id) {
        return store.find(id).orElseThrow(EdFiResource::noSuchEvent);
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException bad) {
            throw noSuchEvent();
        }
    }

    private static Problem noSuchEvent() {
        return Problems.notFound(
                "No event of this id, or none that you may see.", new Problem.At("path:id", "the id of an event"));
    }

    private static Kept kept(Listed listed) {
        var event = listed.event();
        List<Flag> flags = new ArrayList<>();
        if (!event.schoolDay()) {
            flags.add(Flag.NO_SCHOOL_DAY);
        }
        if (listed.categories() > 1) {
            flags.add(Flag.SEVERAL_CATEGORIES);
        }
        return new Kept(
                event.id().toString(),
                Json.read(event.content(), AttendanceEvent.class),
                event.mark().name(),
                flags);
    }
}
