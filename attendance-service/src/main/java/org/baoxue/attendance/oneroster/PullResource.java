package org.baoxue.attendance.oneroster;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.baoxue.attendance.oneroster.RosterServers.Server;
import org.baoxue.attendance.school.Schools;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A school's roster, fetched from its own server. */
@Path("/v1/schools/{schoolId}/roster-pulls")
@Tag(name = "roster")
@RunOnVirtualThread
public class PullResource {

    private final RosterServers servers;
    private final RosterServer server;
    private final ImportingRoster importing;
    private final Schools schools;
    private final Transactions transactions;
    private final Caller caller;

    PullResource(
            RosterServers servers,
            RosterServer server,
            ImportingRoster importing,
            Schools schools,
            Transactions transactions,
            Caller caller) {
        this.servers = servers;
        this.server = server;
        this.importing = importing;
        this.schools = schools;
        this.transactions = transactions;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "pullRoster",
            summary = "Fetch the school's roster from its OneRoster 1.2 server, and take it as an import",
            description =
                    "Reads classes and enrollments of the school and users, page by page, then does what an import of the same as CSV"
                            + " does; line n of the report is the server's record n - 1. Which server is a school's own, the operator sets.")
    @APIResponse(responseCode = "200", description = "Taken, with what was not")
    @APIResponse(responseCode = "409", description = "No server is set for the school")
    @APIResponse(
            responseCode = "502",
            description = "The school's server did not give what was asked; nothing was changed")
    public ImportReport pull(@PathParam("schoolId") String schoolId) {
        var school = transactions
                .within(caller.scope(), () -> schools.whole(schoolId))
                .code();
        var own = servers.servers().values().stream()
                .filter(one -> one.schools().contains(school))
                .findFirst()
                .orElseThrow(() -> Problems.conflict(
                        "no-roster-server",
                        "No server is set for this school: let the operator set baoxue.one-roster.servers, or send files.",
                        new At("path:schoolId", "a school whose roster can be fetched")));
        return pull(own, school);
    }

    private ImportReport pull(Server own, String school) {
        try (var pulled = new PulledFiles()) {
            var token = server.token(own);
            try (var files = pulled.write(school, (path, record) -> server.read(own, token, path, record))) {
                return importing.run(files, caller.scope());
            }
        }
    }
}
