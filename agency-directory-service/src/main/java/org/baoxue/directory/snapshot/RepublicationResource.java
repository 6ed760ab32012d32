package org.baoxue.directory.snapshot;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.baoxue.kit.access.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/directory/republish")
@Tag(name = "operation")
@RunOnVirtualThread
public class RepublicationResource {

    /** @param published how many snapshots of each kind wait for the relay */
    public record Republished(Map<String, Long> published) {}

    private final Republication republication;

    RepublicationResource(Republication republication) {
        this.republication = republication;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "republishDirectory",
            summary = "Publish every snapshot again, under ids of its own, so that copies that lost rows are mended")
    public Republished republish() {
        return new Republished(republication.run());
    }
}
