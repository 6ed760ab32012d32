package org.baoxue.directory.place;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import org.baoxue.directory.access.DirectoryAccess;
import org.baoxue.kit.access.Roles;
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

@Path("/v1/places")
@Tag(name = "places")
@RunOnVirtualThread
public class PlaceResource {

    /**
     * @param parent may be left out where the code itself says it (GB/T 2260)
     * @param zone IANA; needed at the root of a tree, inherited below it
     */
    public record PlaceBody(
            @NotNull String name,
            @NotNull Level level,
            @Nullable String parent,
            @Nullable String zone) {
        Place of(String code) {
            return new Place(code, name, level, parent != null ? parent : PlaceRules.parentOf(code, level), zone);
        }
    }

    private final Places places;
    private final PlaceRows rows;
    private final PlaceImport imports;
    private final DirectoryAccess access;

    PlaceResource(Places places, PlaceRows rows, PlaceImport imports, DirectoryAccess access) {
        this.places = places;
        this.rows = rows;
        this.imports = imports;
        this.access = access;
    }

    @GET
    @RolesAllowed("**")
    @Operation(operationId = "listPlaces", summary = "Places by prefix of their code, in the order of codes")
    public Page<Place> list(
            @QueryParam("prefix") @Nullable String prefix,
            @QueryParam("level") @Nullable String level,
            @BeanParam PageRequest page) {
        var under = Asked.prefix("prefix", prefix);
        var after = page.after();
        int most = page.length();
        var found = access.transaction(() -> level == null
                ? rows.page(under, after, most + 1)
                : rows.page(under, Asked.oneOf("query:level", Level.class, level), after, most + 1));
        return Page.of(found.stream().map(PlaceRow::place).toList(), most, Place::code);
    }

    @GET
    @Path("/{code}")
    @RolesAllowed("**")
    @Operation(operationId = "getPlace", summary = "One place")
    public Place get(@PathParam("code") String code) {
        var asked = Asked.code("code", code);
        return access.transaction(() -> places.find(asked))
                .orElseThrow(() -> Problems.notFound("There is no place %s: see /v1/places?prefix=.".formatted(asked)));
    }

    @PUT
    @Path("/{code}")
    @RolesAllowed({Roles.OPERATOR, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @Operation(
            operationId = "putPlace",
            summary = "Write one place (201 when new, else 200; the same content changes nothing)")
    @APIResponseSchema(value = Place.class, responseCode = "200", responseDescription = "Changed, or the same again")
    @APIResponse(responseCode = "201", description = "New")
    @APIResponse(responseCode = "409", description = "It stands against the places below or above it")
    public RestResponse<Place> put(@PathParam("code") String code, @Valid @NotNull PlaceBody body) {
        var place = body.of(Asked.code("code", code));
        access.mustWriteUnder(place.code());
        boolean created = access.transaction(() -> places.put(place));
        return RestResponse.status(created ? RestResponse.Status.CREATED : RestResponse.Status.OK, place);
    }

    @DELETE
    @Path("/{code}")
    @RolesAllowed({Roles.OPERATOR, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @Operation(operationId = "deletePlace", summary = "Remove a place on which nothing stands")
    @APIResponse(responseCode = "204", description = "Gone, or never there")
    @APIResponse(responseCode = "409", description = "Something stands on it")
    public void delete(@PathParam("code") String code) {
        var asked = Asked.code("code", code);
        access.mustWriteUnder(asked);
        access.transaction(() -> places.delete(asked));
    }

    @POST
    @Path("/imports")
    @Consumes("text/csv")
    @RolesAllowed({Roles.OPERATOR, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @Operation(
            operationId = "importPlaces",
            summary = "Write places from CSV, streamed: code,level,name[,parent][,zone] in UTF-8",
            description =
                    "Every line is taken or refused by itself: the answer counts what was taken and names line, code and"
                            + " reason of what was not. Sending the file again is safe."
                            + " A code may have its significant digits or all twelve.")
    public PlaceImport.Outcome load(InputStream csv) {
        return imports.load(csv, PlaceRow.Origin.LOCAL, access::mayWriteUnder, access::transaction);
    }
}
