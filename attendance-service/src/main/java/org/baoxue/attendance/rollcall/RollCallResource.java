package org.baoxue.attendance.rollcall;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Daily roll calls (日常考勤), and sampled ones (抽样考勤): those are kept apart, no rule of absence looks at them. */
@Path("/v1")
@RunOnVirtualThread
public class RollCallResource {

    private static final String DAILY = "roll calls";
    private static final String SAMPLED = "sampled roll calls";
    private static final String OF_CLASS = "/classes/{classId}/roll-calls/{date}/{session}";
    private static final String SAMPLE_OF_CLASS = "/classes/{classId}/sampled-roll-calls/{date}/{session}";
    private static final String CORRECTING = "The same content again answers 200 and publishes nothing. Other content"
            + " corrects what was posted: it needs If-Match with the revision seen (else 428, 412) and a reason.";
    private static final String CLASS_BY_CLASS =
            "Answers for each class by itself what a PUT of it would have answered;"
                    + " one refused class keeps no other from being recorded.";

    private final TakingRollCalls taking;

    RollCallResource(TakingRollCalls taking) {
        this.taking = taking;
    }

    /** One class at one session of a date. */
    public record Which(
            @PathParam("classId") String classId,
            @PathParam("date") String date,
            @PathParam("session") String session) {}

    @PUT
    @Path(OF_CLASS)
    @RolesAllowed({Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM})
    @Tag(name = DAILY)
    @Operation(operationId = "putRollCall", summary = "Post or correct one class's roll call", description = CORRECTING)
    @APIResponseSchema(
            value = RollCallView.class,
            responseCode = "200",
            responseDescription = "Corrected, or the same again")
    @APIResponse(responseCode = "201", description = "Recorded for the first time")
    public RestResponse<RollCallView> put(
            @BeanParam Which which,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull RollCallRequest request) {
        return taking.put(Kind.DAILY, which, ifMatch, request);
    }

    @PUT
    @Path(SAMPLE_OF_CLASS)
    @RolesAllowed({Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM})
    @Tag(name = SAMPLED)
    @Operation(
            operationId = "putSampledRollCall",
            summary = "Post or correct one class's sampled roll call",
            description = CORRECTING)
    @APIResponseSchema(
            value = RollCallView.class,
            responseCode = "200",
            responseDescription = "Corrected, or the same again")
    @APIResponse(responseCode = "201", description = "Recorded for the first time")
    public RestResponse<RollCallView> putSampled(
            @BeanParam Which which,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull RollCallRequest request) {
        return taking.put(Kind.SAMPLED, which, ifMatch, request);
    }

    @GET
    @Path(OF_CLASS)
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Tag(name = DAILY)
    @Operation(operationId = "readRollCall", summary = "One class's roll call with all its revisions")
    public RestResponse<RollCallView> read(@BeanParam Which which) {
        return taking.read(Kind.DAILY, "readRollCall", which);
    }

    @GET
    @Path(SAMPLE_OF_CLASS)
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Tag(name = SAMPLED)
    @Operation(operationId = "readSampledRollCall", summary = "One class's sampled roll call with all its revisions")
    public RestResponse<RollCallView> readSampled(@BeanParam Which which) {
        return taking.read(Kind.SAMPLED, "readSampledRollCall", which);
    }

    @POST
    @Path("/schools/{schoolId}/roll-calls")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM})
    @Tag(name = DAILY)
    @Operation(
            operationId = "postSchoolRollCalls",
            summary = "Post the roll calls of many classes of a school at once",
            description = CLASS_BY_CLASS)
    public SchoolAnswer post(@PathParam("schoolId") String schoolId, @Valid @NotNull SchoolRequest request) {
        return taking.post(Kind.DAILY, schoolId, request);
    }

    @POST
    @Path("/schools/{schoolId}/sampled-roll-calls")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM})
    @Tag(name = SAMPLED)
    @Operation(
            operationId = "postSchoolSampledRollCalls",
            summary = "Post the sampled roll calls of many classes of a school at once",
            description = CLASS_BY_CLASS)
    public SchoolAnswer postSampled(@PathParam("schoolId") String schoolId, @Valid @NotNull SchoolRequest request) {
        return taking.post(Kind.SAMPLED, schoolId, request);
    }
}
