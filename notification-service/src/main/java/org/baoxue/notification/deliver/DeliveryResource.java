package org.baoxue.notification.deliver;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** What carriers and people say of messages after they were sent. */
@Path("/v1")
@Tag(name = "delivery")
@RunOnVirtualThread
public class DeliveryResource {

    /** The role of a gateway that calls back. */
    static final String CARRIER = "carrier";

    /** What a person found out about a message whose outcome was unclear. */
    public enum Finding {
        /** It arrived. */
        DELIVERED,
        /** It did not: the next address is tried, if there is one. */
        NOT_DELIVERED,
        /** It is ordered anew: an unclear one at the risk that it arrives twice, a failed one with the addresses of now. */
        SEND_AGAIN
    }

    /** @param finding what became of it */
    public record Resolution(@NotNull Finding finding) {}

    /** What a gateway says of one message: {@code id} as it answered, or {@code message} as we named it. */
    public record Receipt(
            @Schema(description = "The id that the gateway answered") @Size(max = 200) @Nullable String id,

            @Schema(description = "Our Idempotency-Key") @Nullable UUID message,

            @NotNull Receipted status) {}

    /** How it ended. */
    public enum Receipted {
        delivered,
        failed
    }

    private final Afterwards afterwards;
    private final Caller caller;

    DeliveryResource(Afterwards afterwards, Caller caller) {
        this.afterwards = afterwards;
        this.caller = caller;
    }

    @POST
    @Path("/notices/{id}/resolution")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU})
    @Operation(
            operationId = "resolveNotice",
            summary = "Say what became of a notice whose outcome is unclear, or have a failed one sent again")
    @APIResponse(responseCode = "204", description = "Kept, or the same again")
    @APIResponse(responseCode = "409", description = "The notice's state does not ask for it")
    public void resolve(
            @PathParam("id") UUID id,
            @RestHeader("Idempotency-Key") @Nullable String key,
            @Valid @NotNull Resolution resolution) {
        afterwards.resolve(caller.scope(), id, key, resolution.finding(), caller.person());
    }

    @POST
    @Path("/notices/{id}/acknowledgement")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(
            operationId = "acknowledgeNotice",
            summary = "Say that the audience has read a notice, and with it all of the same message")
    public void acknowledge(@PathParam("id") UUID id) {
        afterwards.acknowledge(caller.scope(), id, caller.roles(), caller.person());
    }

    @POST
    @Path("/receipts")
    @RolesAllowed({CARRIER, Roles.OPERATOR})
    @Operation(operationId = "receiveReceipt", summary = "A gateway's receipt; the same again changes nothing")
    @APIResponse(responseCode = "204", description = "Kept, or the same again")
    @APIResponse(responseCode = "404", description = "No message is known by this id")
    public void receive(@Valid @NotNull Receipt receipt) {
        afterwards.receive(receipt);
    }
}
