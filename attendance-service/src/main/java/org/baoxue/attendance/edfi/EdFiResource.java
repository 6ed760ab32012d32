package org.baoxue.attendance.edfi;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.baoxue.attendance.edfi.EdFiStore.Listed;
import org.baoxue.attendance.edfi.EdFiViews.AttendanceEvent;
import org.baoxue.attendance.edfi.EdFiViews.Flag;
import org.baoxue.attendance.edfi.EdFiViews.Item;
import org.baoxue.attendance.edfi.EdFiViews.Meaning;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What a client written for Ed-Fi's ODS/API 7 asks of this resource, answered as that answers it. */
@Path(EdFiResource.PATH)
@Tag(name = "Ed-Fi")
@RunOnVirtualThread
public class EdFiResource {

    static final String DATA = "/ed-fi/data/v3/";
    static final String RESOURCE = "ed-fi/studentSchoolAttendanceEvents";
    static final String PATH = DATA + RESOURCE;

    private static final String IF_MATCH = "The _etag of the event as it was seen; left out: whatever it is now";

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
                    + " is kept and flagged under _ext.baoxue; the event accepted last is the mark.")
    @APIResponse(
            responseCode = "200",
            description = "Known",
            headers = {
                @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "201",
            description = "New",
            headers = {
                @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "409", description = "The school or the child is not known here")
    public RestResponse<Void> post(@Valid @NotNull AttendanceEvent event, @Context UriInfo uri) {
        if (event.id() != null) {
            throw Asked.refused("/id", "nothing: which id an event has follows from its key");
        }
        return transactions.within(caller.scope(), () -> {
            var put = reporting.put(event);
            var listed = listed(put.id());
            return ResponseBuilder.<Void>create(put.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK)
                    .location(
                            uri.getAbsolutePathBuilder().path(listed.shownId()).build())
                    .header("ETag", listed.quotedTag())
                    .build();
        });
    }

    @GET
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "listEdFiAttendanceEvents",
            summary = "Events as they were sent, with what is odd about them; leaves an audit row for each child")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            headers = @Header(name = "Total-Count", schema = @Schema(type = SchemaType.INTEGER)),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Item.class)))
    public RestResponse<List<Item>> list(@BeanParam EdFiQuery query) {
        var wanted = query.wanted();
        int skipped = query.skipped();
        int length = query.length();
        boolean counted = query.counted();
        return transactions.within(caller.scope(), () -> {
            var rows = store.page(wanted, skipped, length);
            audit.read(
                    "listEdFiAttendanceEvents",
                    rows.stream().map(row -> row.event().student()).toList());
            var answer =
                    ResponseBuilder.ok(rows.stream().map(EdFiResource::item).toList());
            return (counted ? answer.header("Total-Count", store.count(wanted)) : answer).build();
        });
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(operationId = "readEdFiAttendanceEvent", summary = "One event as it was sent; leaves an audit row")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Item.class)))
    @APIResponse(responseCode = "304", description = "As If-None-Match names it")
    public RestResponse<Item> read(
            @PathParam("id") String id,
            @HeaderParam("If-None-Match")
                    @Parameter(
                            description =
                                    "The _etag of the event as it is known; nothing is sent where it is that still")
                    @Nullable String ifNoneMatch) {
        return transactions.within(caller.scope(), () -> {
            var listed = listed(uuid(id));
            if (listed.isAt(ifNoneMatch)) {
                return ResponseBuilder.<Item>create(RestResponse.Status.NOT_MODIFIED)
                        .header("ETag", listed.quotedTag())
                        .build();
            }
            audit.read("readEdFiAttendanceEvent", listed.event().student());
            return ResponseBuilder.ok(item(listed))
                    .header("ETag", listed.quotedTag())
                    .build();
        });
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "putEdFiAttendanceEvent",
            summary = "Change what an event says beside its key",
            description = "The key (student, school, session, school year, date, category) stays: another category is"
                    + " another event, and the former is deleted.")
    @APIResponse(responseCode = "204", description = "Changed, or the same as before")
    public RestResponse<Void> put(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Parameter(description = IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull AttendanceEvent event) {
        return transactions.within(caller.scope(), () -> {
            var known = unchanged(uuid(id), ifMatch);
            if (event.id() != null && !event.id().equalsIgnoreCase(id)) {
                throw Asked.refused("/id", "the id of the path, or nothing");
            }
            reporting.change(known, event);
            return ResponseBuilder.<Void>noContent()
                    .header("ETag", listed(known.event().id()).quotedTag())
                    .build();
        });
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "deleteEdFiAttendanceEvent",
            summary = "Take an event back",
            description = "The child's mark becomes that of its latest other event of the day, or unknown.")
    public void delete(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Parameter(description = IF_MATCH) @Nullable String ifMatch) {
        transactions.within(caller.scope(), () -> {
            reporting.takeBack(unchanged(uuid(id), ifMatch));
            return true;
        });
    }

    /** The event, which nobody changes before this transaction ends. */
    private Listed unchanged(UUID id, @Nullable String ifMatch) {
        reporting.lock(listed(id));
        var listed = listed(id);
        if (ifMatch != null && !listed.isAt(ifMatch)) {
            throw Problems.preconditionFailed(
                    "attendance-event-changed",
                    "The event was changed since it was seen: read it again.",
                    new Problem.At("header:If-Match", listed.quotedTag()));
        }
        return listed;
    }

    private Listed listed(UUID id) {
        return store.find(id).orElseThrow(EdFiResource::noSuchEvent);
    }

    private static UUID uuid(String id) {
        if (!id.matches("[0-9a-fA-F]{32}")) {
            throw noSuchEvent();
        }
        return new UUID(Long.parseUnsignedLong(id, 0, 16, 16), Long.parseUnsignedLong(id, 16, 32, 16));
    }

    private static Problem noSuchEvent() {
        return Problems.notFound(
                "No event of this id, or none that you may see.", new Problem.At("path:id", "the id of an event"));
    }

    private static Item item(Listed listed) {
        var event = listed.event();
        List<Flag> flags = new ArrayList<>();
        if (!event.schoolDay()) {
            flags.add(Flag.NO_SCHOOL_DAY);
        }
        if (listed.categories() > 1) {
            flags.add(Flag.SEVERAL_CATEGORIES);
        }
        return Item.of(
                listed.shownId(),
                Json.read(event.content(), AttendanceEvent.class),
                listed.tag(),
                listed.acceptedAt(),
                new Meaning(event.mark(), flags));
    }
}
