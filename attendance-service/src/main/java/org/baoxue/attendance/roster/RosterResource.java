package org.baoxue.attendance.roster;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.baoxue.attendance.roster.RosterViews.Answer;
import org.baoxue.attendance.roster.RosterViews.ChangeRequest;
import org.baoxue.attendance.roster.RosterViews.EnrolmentView;
import org.baoxue.attendance.roster.RosterViews.StudentRequest;
import org.baoxue.attendance.roster.RosterViews.StudentView;
import org.baoxue.attendance.school.Schools;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.kit.store.Transactions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/students/{studentId}")
@Tag(name = "roster")
@RunOnVirtualThread
public class RosterResource {

    private static final Set<String> WITH_NUMBERS = Set.of(Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.COUNTY_BUREAU);

    private final Roster roster;
    private final RosterStore store;
    private final Members members;
    private final Schools schools;
    private final Sealing sealing;
    private final NumberStore numberStore;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;

    RosterResource(
            Roster roster,
            RosterStore store,
            Members members,
            Schools schools,
            Sealing sealing,
            NumberStore numberStore,
            Transactions transactions,
            Caller caller,
            Audit audit) {
        this.roster = roster;
        this.store = store;
        this.members = members;
        this.schools = schools;
        this.sealing = sealing;
        this.numberStore = numberStore;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
    }

    @PUT
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "putStudent",
            summary = "Enrol a child, move it to another class, or correct what is kept of it",
            description = "The same content again changes nothing and answers 200.")
    @APIResponseSchema(value = Answer.class, responseCode = "200", responseDescription = "Changed, or the same again")
    @APIResponse(responseCode = "201", description = "Enrolled for the first time")
    @APIResponse(responseCode = "409", description = "It stands against what is kept: another school has the child")
    public RestResponse<Answer> put(@PathParam("studentId") String studentId, @Valid @NotNull StudentRequest request) {
        var id = Values.id(studentId, "path:studentId");
        mustOwn(request.school());
        var outcome = roster.register(List.of(request.registration(id))).get(id);
        return answer(id, outcome == null ? new Outcome.Unchanged(0) : outcome);
    }

    @GET
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(
            operationId = "readStudent",
            summary = "One child with its enrolments and guardians; leaves an audit row",
            description = "The national numbers are for the academic office, the principal and the county's bureau.")
    public StudentView read(@PathParam("studentId") String studentId) {
        return transactions.within(caller.scope(), () -> {
            var student = store.students(List.of(studentId)).get(studentId);
            if (student == null) {
                throw noSuchStudent();
            }
            audit.read("readStudent", studentId);
            var history = store.histories(List.of(studentId)).getOrDefault(studentId, List.of());
            return new StudentView(
                    studentId,
                    student.revision(),
                    Json.read(sealing.open(student.sealed()), Contact.class),
                    WITH_NUMBERS.stream().anyMatch(caller::is) ? numberStore.of(studentId) : null,
                    history.stream().map(EnrolmentView::of).toList());
        });
    }

    @POST
    @Path("/enrolment-changes")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM, Roles.COUNTY_BUREAU})
    @Operation(
            operationId = "changeEnrolment",
            summary = "Record a change of class, a transfer, a graduation or a withdrawal",
            description = "The same change again answers the same and publishes nothing. A transfer is confirmed by the"
                    + " receiving school when it enrols the child, or on paper by the county's bureau"
                    + " (TRANSFER_CONFIRMED).")
    @APIResponseSchema(value = Answer.class, responseCode = "200", responseDescription = "Changed, or the same again")
    @APIResponse(responseCode = "409", description = "It stands against what is kept")
    public RestResponse<Answer> change(
            @PathParam("studentId") String studentId, @Valid @NotNull ChangeRequest request) {
        if (transactions.within(caller.scope(), () -> members.latest(studentId)) == null) {
            throw noSuchStudent();
        }
        mayChange(request.change());
        var outcome = roster.change(studentId, request.change(), request.effective(), request.classId());
        if (outcome == null) {
            throw noSuchStudent();
        }
        return answer(studentId, outcome);
    }

    /** Who lets a child go does not confirm that it arrived. */
    private void mayChange(Change change) {
        if ((change == Change.TRANSFER_CONFIRMED) != caller.is(Roles.COUNTY_BUREAU)) {
            throw Problems.forbidden("A transfer is confirmed by the school that enrols the child, or on paper by the"
                    + " county's bureau, which records nothing else.");
        }
    }

    private void mustOwn(String code) {
        var school = transactions
                .within(caller.scope(), () -> Optional.ofNullable(schools.find(code)))
                .orElseThrow(() -> Problems.unprocessable(
                        "unknown-school",
                        "The directory knows no school of this code.",
                        new Problem.At("/school", "the code of a school in the directory")));
        schools.mustSeeWhole(school);
    }

    private static RestResponse<Answer> answer(String student, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unchanged(int revision) -> RestResponse.ok(new Answer(student, revision, false));
            case Outcome.Written(int revision, boolean created) ->
                RestResponse.status(
                        created ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                        new Answer(student, revision, true));
            case Outcome.Refused(var slug, var pointer, var detail) ->
                throw Problems.conflict(
                        slug, "This stands against what is already kept.", new Problem.At(pointer, detail));
        };
    }

    private static Problem noSuchStudent() {
        return Problems.notFound(
                "No child of this id, or none that you may see.",
                new Problem.At("path:studentId", "a child of your own school, class or place"));
    }
}
