package org.baoxue.attendance.rollcall;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.baoxue.attendance.rollcall.RollCallViews.RollCallRequest;
import org.baoxue.attendance.rollcall.RollCallViews.RollCallView;
import org.baoxue.attendance.rollcall.RollCallViews.SchoolAnswer;
import org.baoxue.attendance.rollcall.RollCallViews.SchoolRequest;
import org.baoxue.kit.access.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Daily roll calls (日常考勤). */
@Path("/v1")
@Tag(name = "roll calls")
@RunOnVirtualThread
public class RollCallResource {

    private final TakingRollCalls taking;

    RollCallResource(TakingRollCalls taking) {
        this.taking = taking;
    }

    @PUT
    @Path("/classes/{classId}/roll-calls/{date}/{session}")
    @RolesAllowed({Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "putRollCall",
            summary = "Post or correct one class's roll call",
            description = "The same content again answers 200 and publishes nothing. Other content corrects what was"
                    + " posted: it needs If-Match with the revision seen (else 428, 412) and a reason.")
    public RestResponse<RollCallView> put(
            @PathParam("classId") String classId,
            @PathParam("date") String date,
            @PathParam("session") String session,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull RollCallRequest request) {
        return taking.put(Kind.DAILY, classId, date, session, ifMatch, request);
    }

    @GET
    @Path("/classes/{classId}/roll-calls/{date}/{session}")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(operationId = "readRollCall", summary = "One class's roll call with all its revisions")
    public RestResponse<RollCallView> read(
            @PathParam("classId") String classId,
            @PathParam("date") String date,
            @PathParam("session") String session) {
        return taking.read(Kind.DAILY, "readRollCall", classId, date, session);
    }

    @POST
    @Path("/schools/{schoolId}/roll-calls")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "postSchoolRollCalls",
            summary = "Post the roll calls of many classes of a school at once",
            description = "Answers for each class by itself what a PUT of it would have answered; one refused class"
                    + " keeps no other from being recorded.")
    public SchoolAnswer post(@PathParam("schoolId") String schoolId, @Valid @NotNull SchoolRequest request) {
        return taking.post(Kind.DAILY, schoolId, request);
    }
}
