package org.baoxue.attendance.day;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.attendance.day.SchoolDayStore.ClassDay;
import org.baoxue.attendance.school.School;
import org.baoxue.attendance.school.Schools;
import org.baoxue.attendance.school.Session;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.store.Transactions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How much of a school's day has been reported. Counts only, no child. */
@Path("/v1/schools/{schoolId}/completeness")
@Tag(name = "roll calls")
@RunOnVirtualThread
public class CompletenessResource {

    /** @param missing sessions that had begun when the day was complete and were not posted */
    public record ClassCompleteness(
            @JsonProperty("class") String classId, boolean schoolDay, int members, int marked, List<String> missing) {}

    /** @param closedAt when the day was closed; null while it is open */
    public record Completeness(
            String school,
            LocalDate date,
            boolean exceptionsOnly,
            int members,
            int marked,
            @Nullable Instant closedAt,
            List<ClassCompleteness> classes) {}

    private final SchoolDayStore store;
    private final CalendarStore calendars;
    private final Schools schools;
    private final Transactions transactions;
    private final Caller caller;
    private final SuiteClock clock;

    CompletenessResource(
            SchoolDayStore store,
            CalendarStore calendars,
            Schools schools,
            Transactions transactions,
            Caller caller,
            SuiteClock clock) {
        this.store = store;
        this.calendars = calendars;
        this.schools = schools;
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(
            operationId = "readCompleteness",
            summary = "How much of a school's day has been reported, class by class",
            description = "Without a date: today at the school.")
    public Completeness read(@PathParam("schoolId") String schoolId, @QueryParam("date") @Nullable String date) {
        var school = transactions.within(caller.scope(), () -> schools.whole(schoolId));
        var day = date == null ? school.dateOf(clock.now()) : Values.date(date, "query:date");
        // counts of all members: row-level security would leave out those whose place lies outside the caller's
        return transactions.asWorker(() -> completeness(school, day));
    }

    private Completeness completeness(School school, LocalDate date) {
        var calendar = calendars.of(school);
        var classes = store.classDays(school.code(), date).stream()
                .map(day -> new ClassCompleteness(
                        day.classId(),
                        calendar.isSchoolDay(day.classId(), date),
                        day.members(),
                        day.marked(),
                        missing(school, day)))
                .toList();
        return new Completeness(
                school.code(),
                date,
                school.exceptionsOnly(),
                classes.stream().mapToInt(ClassCompleteness::members).sum(),
                classes.stream().mapToInt(ClassCompleteness::marked).sum(),
                store.closedAt(school.code(), date).orElse(null),
                classes);
    }

    private static List<String> missing(School school, ClassDay day) {
        return school.dueSessions().stream()
                .map(Session::code)
                .filter(code -> !day.sessions().contains(code))
                .toList();
    }
}
