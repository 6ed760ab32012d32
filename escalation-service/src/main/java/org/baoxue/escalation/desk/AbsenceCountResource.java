package org.baoxue.escalation.desk;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.baoxue.escalation.desk.AbsenceCountStore.Sum;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.baoxue.kit.web.PlaceLevels;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How many children of a place were away when a day was over, beside the day that attendance shows. Counts only, no child. */
@Path("/v1/absence-counts")
@Tag(name = "students")
@RunOnVirtualThread
public class AbsenceCountResource {

    /**
     * @param running absences that had not ended with the date
     * @param suspected of them those whose child was suspected of dropping out (疑似辍学) by then
     */
    public record Counts(int running, int suspected) {
        static Counts of(Sum sum) {
            return new Counts(sum.running(), sum.suspected());
        }
    }

    /** @param code of a place of the next level, or of a school where there is none; only those that have any */
    public record Part(String code, Counts counts) {}

    public record AbsenceCounts(String place, LocalDate date, Counts total, Page<Part> parts) {}

    private final AbsenceCountStore store;
    private final Transactions transactions;
    private final Caller caller;

    AbsenceCountResource(AbsenceCountStore store, Transactions transactions, Caller caller) {
        this.store = store;
        this.transactions = transactions;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU, Roles.PROVINCE_OBSERVER})
    @Operation(
            operationId = "countAbsences",
            summary = "How many children of a place were away at the end of a day, and suspected of dropping out",
            description =
                    "In all, and by the places of the next level: prefecture, county, township; school by school in a"
                            + " township, and in a place that is not coded by digits. Dates of each school's own zone; as it is known now.")
    public AbsenceCounts count(
            @QueryParam("place") @Nullable String place,
            @QueryParam("date") @Nullable String date,
            @BeanParam PageRequest page) {
        int length = page.length();
        String code = Optional.ofNullable(Asked.optionalCode("place", place))
                .orElseThrow(() -> Asked.refused("query:place", "the code of a place, such as 530113001"));
        LocalDate day = Optional.ofNullable(Asked.date("date", date))
                .orElseThrow(() -> Asked.refused("query:date", "a date such as 2026-09-01"));
        caller.mustSee(code, null, "", null);
        return transactions.asWorker(() -> new AbsenceCounts(
                code,
                day,
                store.sum(code, day).map(Counts::of).orElse(new Counts(0, 0)),
                Page.of(
                        parts(code, day, page.after(), length + 1).stream()
                                .map(sum -> new Part(sum.code(), Counts.of(sum)))
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
