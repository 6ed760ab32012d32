package org.baoxue.kit.standing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.baoxue.kit.access.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where this service stands, for operators and for whoever waits until all is drained. */
@Path("/v1/standing")
@Tag(name = "operation")
@RunOnVirtualThread
public class StandingResource {

    private final Standings standings;

    StandingResource(Standings standings) {
        this.standings = standings;
    }

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "readStanding", summary = "What waits, what is overdue, what is parked")
    public Standings.Standing read() {
        return standings.read();
    }
}
