package org.baoxue.attendance.arrival;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.baoxue.attendance.arrival.SurveyViews.SurveyOfSchool;
import org.baoxue.attendance.arrival.SurveyViews.Surveyed;
import org.baoxue.attendance.arrival.SurveyViews.Wanted;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who will come back, as each school asks in the week before a term. A term is named by its first day. */
@Path("/v1/return-surveys/{term}")
@Tag(name = "roster")
@RunOnVirtualThread
public class SurveyResource {

    private final SurveyStore store;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;

    SurveyResource(SurveyStore store, Transactions transactions, Caller caller, Audit audit) {
        this.store = store;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
    }

    @GET
    @Path("/students")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(
            operationId = "listReturnSurvey",
            summary = "The children of a term's first day with what was answered; leaves an audit row for each",
            description =
                    "Those you may see: a township those of its schools and of its families. Whom a township is told of"
                            + " before the term: answer=CANNOT_RETURN.")
    public Page<Surveyed> list(
            @PathParam("term") String term,
            @QueryParam("school") @Nullable String school,
            @QueryParam("answer")
                    @Parameter(schema = @Schema(type = SchemaType.STRING, implementation = Wanted.class))
                    @Nullable String answer,
            @BeanParam PageRequest page) {
        int length = page.length();
        var first = Values.date(term, "path:term");
        var wanted = Asked.optionalOneOf("answer", Wanted.class, answer);
        var code = Asked.optionalCode("school", school);
        return transactions.within(caller.scope(), () -> {
            var found = Page.of(
                    store.page(first, code, wanted == null ? null : wanted.name(), page.after(), length + 1),
                    length,
                    Surveyed::student);
            audit.read(
                    "listReturnSurvey",
                    found.items().stream().map(Surveyed::student).toList());
            return found;
        });
    }

    @GET
    @RolesAllowed({Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU, Roles.PROVINCE_OBSERVER})
    @Operation(
            operationId = "countReturnSurvey",
            summary = "How far each school of a place has asked before a term, and what was answered",
            description = "School by school; counts only, no child.")
    public Page<SurveyOfSchool> count(
            @PathParam("term") String term, @QueryParam("place") @Nullable String place, @BeanParam PageRequest page) {
        int length = page.length();
        var first = Values.date(term, "path:term");
        if (place == null || !place.matches(Values.PLACE)) {
            throw Problems.badRequest(
                    "bad-place", "Say which place is counted.", new At("query:place", Values.PLACE_MESSAGE));
        }
        caller.mustSee(place, null, "", null);
        return transactions.asWorker(
                () -> Page.of(store.schools(place, first, page.after(), length + 1), length, SurveyOfSchool::school));
    }
}
