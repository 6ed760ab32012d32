package org.baoxue.directory.calendar;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.baoxue.directory.access.DirectoryAccess;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.web.Asked;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/calendars")
@Tag(name = "calendars")
@RunOnVirtualThread
public class CalendarResource {

    /**
     * @param school of a class that has neither a calendar nor a class teacher yet: its school
     * @param terms those of the nearest level that has any count
     * @param days holidays, closures, make-up days
     */
    public record CalendarBody(
            @Nullable String school,
            @NotNull @Size(max = 100) List<@Valid @NotNull Term> terms,
            @NotNull @Size(max = 5000) List<@Valid @NotNull Day> days) {}

    private final Calendars calendars;
    private final Owners owners;
    private final DirectoryAccess access;

    CalendarResource(Calendars calendars, Owners owners, DirectoryAccess access) {
        this.calendars = calendars;
        this.owners = owners;
        this.access = access;
    }

    @GET
    @Path("/{ownerKind}/{owner}")
    @RolesAllowed("**")
    @Operation(operationId = "getCalendar", summary = "What one level says: nation, place, school or class")
    public Calendar get(@PathParam("ownerKind") String ownerKind, @PathParam("owner") String owner) {
        var kind = kind(ownerKind);
        var code = Asked.code("owner", owner);
        return access.transaction(() -> calendars.find(kind, code).map(CalendarRow::calendar))
                .orElseThrow(() -> Problems.notFound("%s %s has no calendar of its own.".formatted(kind, code)));
    }

    @PUT
    @Path("/{ownerKind}/{owner}")
    @RolesAllowed({Roles.OPERATOR, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU, Roles.PRINCIPAL})
    @Operation(
            operationId = "putCalendar",
            summary =
                    "Write the whole calendar of one level (201 when new, else 200; the same content changes nothing)")
    @APIResponseSchema(value = Calendar.class, responseCode = "200", responseDescription = "Changed, or the same again")
    @APIResponse(responseCode = "201", description = "New")
    @APIResponse(responseCode = "409", description = "The class belongs to another school")
    public RestResponse<Calendar> put(
            @PathParam("ownerKind") String ownerKind,
            @PathParam("owner") String owner,
            @Valid @NotNull CalendarBody body) {
        var kind = kind(ownerKind);
        var code = Asked.code("owner", owner);
        return access.transaction(() -> {
            calendars.claim(code);
            var of = owners.get(kind, code, body.school());
            mustWrite(of);
            mustBeOne(body);
            boolean created = calendars.put(of, body.terms(), body.days());
            var written = calendars.find(kind, code).orElseThrow().calendar();
            return RestResponse.status(created ? RestResponse.Status.CREATED : RestResponse.Status.OK, written);
        });
    }

    @DELETE
    @Path("/{ownerKind}/{owner}")
    @RolesAllowed({Roles.OPERATOR, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU, Roles.PRINCIPAL})
    @Operation(operationId = "deleteCalendar", summary = "Let one level say nothing any more")
    public void delete(@PathParam("ownerKind") String ownerKind, @PathParam("owner") String owner) {
        var kind = kind(ownerKind);
        var code = Asked.code("owner", owner);
        access.transaction(() -> {
            calendars.claim(code);
            calendars.find(kind, code).ifPresent(row -> {
                mustWrite(owners.get(kind, code, row.school));
                calendars.delete(row);
            });
        });
    }

    private void mustWrite(Owner owner) {
        switch (owner.kind()) {
            case NATION, PLACE -> access.mustWriteUnder(owner.place());
            case SCHOOL -> access.mustWriteOf(owner.code(), owner.place(), true);
            case CLASS -> access.mustWriteOf(String.valueOf(owner.school()), owner.place(), true);
        }
    }

    private static void mustBeOne(CalendarBody body) {
        var faults = CalendarRules.faults(body.terms(), body.days());
        if (!faults.isEmpty()) {
            throw Problems.unprocessable("not-a-calendar", "This cannot be so: mend each entry.", faults);
        }
    }

    private static OwnerKind kind(String word) {
        return Asked.oneOf("path:ownerKind", OwnerKind.class, word);
    }
}
