package org.baoxue.attendance.day;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.attendance.day.ClassDayStore.Sum;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.baoxue.kit.web.PlaceLevels;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The day of a place at any moment: what was posted, late or is missing, and who was there. Counts only, no child. */
@Path("/v1/completeness")
@Tag(name = "roll calls")
@RunOnVirtualThread
public class PlaceCompletenessResource {

    /**
     * @param complete classes of which every session due was posted
     * @param due sessions that begin before the day is complete, class by class; none where silence means present
     * @param late of those posted, the ones that came first when the day was complete
     * @param unknown members of whom the last roll call of their class says nothing, or of whose class there is none
     */
    public record Counts(
            int classes,
            int complete,
            int due,
            int posted,
            int late,
            int missing,
            int members,
            int present,
            int lateMarks,
            int absent,
            int onLeave,
            int unknown) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        static Counts of(Sum sum) {
            return new Counts(
                    sum.classes(),
                    sum.complete(),
                    sum.due(),
                    sum.posted(),
                    sum.late(),
                    sum.missing(),
                    sum.members(),
                    sum.counts().present(),
                    sum.counts().late(),
                    sum.counts().absent(),
                    sum.counts().onLeave(),
                    Math.max(0, sum.members() - sum.marked()));
        }
    }

    /** @param code of a place of the next level, or of a school where there is none */
    public record Part(String code, Counts counts) {}

    public record PlaceCompleteness(String place, LocalDate date, Counts total, Page<Part> parts) {}

    private final ClassDayStore store;
    private final Transactions transactions;
    private final Caller caller;

    PlaceCompletenessResource(ClassDayStore store, Transactions transactions, Caller caller) {
        this.store = store;
        this.transactions = transactions;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU, Roles.PROVINCE_OBSERVER})
    @Operation(
            operationId = "readPlaceCompleteness",
            summary = "How much of a place's day has been reported, and who was there",
            description =
                    "In all, and by the places of the next level: prefecture, county, township; school by school in a"
                            + " township, and in a place that is not coded by digits. Dates of each school's own zone.")
    public PlaceCompleteness read(
            @QueryParam("place") @Nullable String place,
            @QueryParam("date") @Nullable String date,
            @BeanParam PageRequest page) {
        int length = page.length();
        if (place == null || !place.matches(Values.PLACE)) {
            throw Problems.badRequest(
                    "bad-place", "Say which place is counted.", new At("query:place", Values.PLACE_MESSAGE));
        }
        var day = Values.date(date, "query:date");
        caller.mustSee(place, null, "", null);
        return transactions.asWorker(() -> new PlaceCompleteness(
                place,
                day,
                store.sum(place, day).map(Counts::of).orElse(Counts.NONE),
                Page.of(
                        parts(place, day, page.after(), length + 1).stream()
                                .map(sum -> new Part(sum.name(), Counts.of(sum)))
                                .toList(),
                        length,
                        Part::code)));
    }

    private List<Sum> parts(String place, LocalDate day, String after, int limit) {
        var next = PlaceLevels.below(place);
        return next.isPresent()
                ? store.sumsOfPlaces(place, day, next.getAsInt(), after, limit)
                : store.sumsOfSchools(place, day, after, limit);
    }
}
