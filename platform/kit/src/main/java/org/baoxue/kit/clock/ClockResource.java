package org.baoxue.kit.clock;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problems;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows the clock and, where the suite was started for a drill or a test, sets it. */
@Path("/v1/clock")
@Tag(name = "operation")
@RunOnVirtualThread
public class ClockResource {

    /** @param now the suite's present instant */
    public record Reading(@NotNull Instant now) {}

    /** Fired after the clock was set, so that waiting work looks again at once. */
    public record Moved(Instant now) {}

    private final SuiteClock clock;
    private final Event<Moved> moved;
    private final boolean settable;

    ClockResource(
            SuiteClock clock, Event<Moved> moved, @ConfigProperty(name = "baoxue.clock.settable") boolean settable) {
        this.clock = clock;
        this.moved = moved;
        this.settable = settable;
    }

    void refuseInProduction(@Observes StartupEvent started) {
        if (settable && ConfigUtils.isProfileActive("prod")) {
            throw new IllegalStateException("baoxue.clock.settable=true is for drills and tests only: "
                    + "remove it, or start with a profile other than prod (quarkus.profile=local).");
        }
        if (!settable && !clock.isReal()) {
            throw new IllegalStateException("The clock of this database was set for a drill: start with"
                    + " baoxue.clock.settable=true to go on with it, or take a database of its own for real work.");
        }
    }

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "readClock", summary = "The suite's present instant")
    public Reading read() {
        return new Reading(clock.now());
    }

    @PUT
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "setClock", summary = "Set the clock (drills and tests only)")
    @APIResponseSchema(value = Reading.class, responseCode = "200", responseDescription = "The clock as it now is")
    @APIResponse(responseCode = "409", description = "The clock of this service is real")
    public Reading set(@Valid @NotNull Reading wanted) {
        if (!settable) {
            throw Problems.conflict(
                    "clock-is-real", "The clock of this service is real. Start it for a drill to be able to set it.");
        }
        var reading = new Reading(clock.moveTo(wanted.now()));
        moved.fire(new Moved(reading.now()));
        return reading;
    }
}
