package org.baoxue.attendance.arrival;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.baoxue.attendance.arrival.ArrivalViews.NotArrived;
import org.baoxue.attendance.arrival.ArrivalViews.OfSchool;
import org.baoxue.attendance.school.Schools;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who has come in the first days of a term, as the roll calls tell. */
@Path("/v1")
@Tag(name = "roster")
@RunOnVirtualThread
public class ArrivalResource {

    private static final String SEEN =
            " Seen is who was present or late in a daily roll call; in a school that reports exceptions only, who was late.";

    private final ArrivalStore store;
    private final Schools schools;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;

    ArrivalResource(ArrivalStore store, Schools schools, Transactions transactions, Caller caller, Audit audit) {
        this.store = store;
        this.schools = schools;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
    }

    @GET
    @Path("/arrivals")
    @RolesAllowed({Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU, Roles.PROVINCE_OBSERVER})
    @Operation(
            operationId = "countArrivals",
            summary = "How many children of each school of a place have come since a term began",
            description = "School by school; counts only, no child." + SEEN)
    public Page<OfSchool> count(
            @QueryParam("place") @Nullable String place,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @BeanParam PageRequest page) {
        int length = page.length();
        if (place == null || !place.matches(Values.PLACE)) {
            throw Problems.badRequest(
                    "bad-place", "Say which place is counted.", new At("query:place", Values.PLACE_MESSAGE));
        }
        var period = Period.of(from, to);
        caller.mustSee(place, null, "", null);
        return transactions.asWorker(
                () -> Page.of(store.schools(place, period, page.after(), length + 1), length, OfSchool::school));
    }

    @GET
    @Path("/schools/{schoolId}/arrivals")
    @RolesAllowed({
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(
            operationId = "listNotArrived",
            summary = "Who of a school has not come since a term began; leaves an audit row for each child",
            description = "Of those enrolled on the last of the dates, who was seen on none of them." + SEEN)
    public Page<NotArrived> list(
            @PathParam("schoolId") String schoolId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @BeanParam PageRequest page) {
        int length = page.length();
        var period = Period.of(from, to);
        return transactions.within(caller.scope(), () -> {
            var school = schools.whole(schoolId);
            var found = Page.of(
                    store.notArrived(school.code(), period, page.after(), length + 1), length, NotArrived::student);
            audit.read(
                    "listNotArrived",
                    found.items().stream().map(NotArrived::student).toList());
            return found;
        });
    }
}
