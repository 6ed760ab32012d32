package org.baoxue.directory.organisation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.baoxue.directory.access.DirectoryAccess;
import org.baoxue.directory.place.Places;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/organisations")
@Tag(name = "organisations")
@RunOnVirtualThread
public class OrganisationResource {

    /**
     * @param place of a school and a township government the township, of an education bureau the county
     * @param zone IANA; left out: that of the place
     * @param school of a school, and only of one
     */
    public record OrganisationBody(
            @NotNull OrganisationKind kind,
            @NotBlank @Size(max = 100) String name,
            @NotNull String place,
            @Nullable String zone,
            @Valid @Nullable School school) {}

    private final Organisations organisations;
    private final OrganisationRows rows;
    private final Places places;
    private final DirectoryAccess access;

    OrganisationResource(Organisations organisations, OrganisationRows rows, Places places, DirectoryAccess access) {
        this.organisations = organisations;
        this.rows = rows;
        this.places = places;
        this.access = access;
    }

    @GET
    @RolesAllowed("**")
    @Operation(operationId = "listOrganisations", summary = "Organisations below a place, in the order of codes")
    public Page<Organisation> list(
            @QueryParam("place") @Nullable String place,
            @QueryParam("kind") @Nullable String kind,
            @BeanParam PageRequest page) {
        var under = Asked.prefix("place", place);
        var of = kind == null ? null : Asked.oneOf("query:kind", OrganisationKind.class, kind);
        var after = page.after();
        int most = page.length();
        var found = access.transaction(() -> rows.page(under, of, after, most + 1));
        return Page.of(found.stream().map(OrganisationRow::organisation).toList(), most, Organisation::code);
    }

    @GET
    @Path("/{code}")
    @RolesAllowed("**")
    @Operation(operationId = "getOrganisation", summary = "One organisation")
    public Organisation get(@PathParam("code") String code) {
        var asked = Asked.code("code", code);
        return access.transaction(() -> organisations.get(asked));
    }

    @PUT
    @Path("/{code}")
    @RolesAllowed({Roles.OPERATOR, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @Operation(
            operationId = "putOrganisation",
            summary = "Write one organisation (201 when new, else 200; the same content changes nothing)")
    @APIResponseSchema(
            value = Organisation.class,
            responseCode = "200",
            responseDescription = "Changed, or the same again")
    @APIResponse(responseCode = "201", description = "New")
    @APIResponse(responseCode = "409", description = "It stands against what hangs on it")
    public RestResponse<Organisation> put(@PathParam("code") String code, @Valid @NotNull OrganisationBody body) {
        var asked = Asked.code("code", code);
        access.mustWriteUnder(body.place());
        return access.transaction(() -> {
            organisations.claim(asked);
            organisations.find(asked).ifPresent(before -> access.mustWriteUnder(before.place()));
            var organisation = checked(asked, body);
            boolean created = organisations.put(organisation);
            return RestResponse.status(created ? RestResponse.Status.CREATED : RestResponse.Status.OK, organisation);
        });
    }

    @DELETE
    @Path("/{code}")
    @RolesAllowed({Roles.OPERATOR, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @Operation(operationId = "deleteOrganisation", summary = "Remove an organisation on which nothing hangs")
    @APIResponse(responseCode = "204", description = "Gone, or never there")
    @APIResponse(responseCode = "409", description = "Something hangs on it")
    public void delete(@PathParam("code") String code) {
        var asked = Asked.code("code", code);
        access.transaction(() -> {
            organisations.claim(asked);
            organisations.find(asked).ifPresent(before -> {
                access.mustWriteUnder(before.place());
                organisations.delete(asked);
            });
        });
    }

    private Organisation checked(String code, OrganisationBody body) {
        var chain = places.hold(body.place());
        if (chain.isEmpty()) {
            throw notOne(new Problem.At("/place", "there is no place %s: see /v1/places".formatted(body.place())));
        }
        var zone = body.zone() != null
                ? body.zone()
                : Places.zoneOf(chain)
                        .orElseThrow(() -> notOne(new Problem.At("/zone", "no place above has one: name it")));
        var organisation = new Organisation(code, body.kind(), body.name(), body.place(), zone, body.school());
        var faults = OrganisationRules.faults(organisation, chain.getFirst().level());
        if (!faults.isEmpty()) {
            throw notOne(faults.toArray(Problem.At[]::new));
        }
        return organisation;
    }

    private static Problem notOne(Problem.At... faults) {
        return Problems.unprocessable("not-an-organisation", "This cannot be so: mend each entry.", faults);
    }
}
