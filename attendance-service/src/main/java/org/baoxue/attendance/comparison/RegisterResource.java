package org.baoxue.attendance.comparison;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.File;
import org.baoxue.attendance.comparison.RegisterStore.Numbered;
import org.baoxue.attendance.comparison.RegisterViews.Imported;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
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

/** Registers of residents (户籍、居住证人口): who lives in a place at school age, as another authority keeps it. */
@Path("/v1/resident-registers")
@Tag(name = "comparisons")
@RunOnVirtualThread
public class RegisterResource {

    private static final int LONGEST_SOURCE = 100;

    private final ImportingResidents importing;
    private final RegisterStore store;
    private final Transactions transactions;
    private final Caller caller;

    RegisterResource(ImportingResidents importing, RegisterStore store, Transactions transactions, Caller caller) {
        this.importing = importing;
        this.store = store;
        this.transactions = transactions;
        this.caller = caller;
    }

    @POST
    @Consumes("text/csv")
    @RolesAllowed(Roles.COUNTY_BUREAU)
    @Operation(
            operationId = "importResidents",
            summary = "Take a place's register of residents of school age from a CSV file",
            description =
                    "Header identityNumber,name,homePlace. Good lines are taken, bad ones reported; who is not of school age is"
                            + " counted and not kept. The lines stay until the place's next register comes. The same file again"
                            + " changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "This was the place's last register already",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Imported.class)))
    @APIResponse(
            responseCode = "201",
            description = "Taken",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Imported.class)))
    public RestResponse<Imported> take(
            @QueryParam("place") @Nullable String place,
            @QueryParam("asOf") @Nullable String asOf,
            @QueryParam("source") @Nullable String source,
            File body) {
        if (source == null || source.isBlank() || source.length() > LONGEST_SOURCE) {
            throw Asked.refused("query:source", "who keeps the register, 1 to " + LONGEST_SOURCE + " characters");
        }
        var taken = importing.take(body.toPath(), place(place), Values.date(asOf, "query:asOf"), source.strip());
        return ResponseBuilder.create(taken.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, taken)
                .build();
    }

    private static String place(@Nullable String place) {
        if (place == null || !place.matches(Values.PLACE)) {
            throw Asked.refused("query:place", Values.PLACE_MESSAGE);
        }
        return place;
    }

    @GET
    @RolesAllowed({Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @Operation(
            operationId = "listResidentRegisters",
            summary = "Which registers of residents came, from whom, and what became of their lines")
    public Page<ResidentRegister> list(@QueryParam("place") @Nullable String place, @BeanParam PageRequest page) {
        int length = page.length();
        return transactions.within(caller.scope(), () -> {
            var found = Page.of(
                    store.page(Asked.prefix("place", place), page.afterNumber(0), length + 1),
                    length,
                    one -> String.valueOf(one.seq()));
            return new Page<>(found.items().stream().map(Numbered::register).toList(), found.next());
        });
    }
}
