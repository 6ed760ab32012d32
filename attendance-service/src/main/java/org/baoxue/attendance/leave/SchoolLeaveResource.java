package org.baoxue.attendance.leave;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import org.baoxue.attendance.leave.LeaveStore.Range;
import org.baoxue.attendance.leave.LeaveViews.LeavesOfChild;
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

/** Who of a school is long or often on leave (重点关注长期请假、反复多次请假, B 三(三)3). */
@Path("/v1/schools/{schoolId}/leaves")
@Tag(name = "leaves")
@RunOnVirtualThread
public class SchoolLeaveResource {

    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,2}");

    private final LeaveStore store;
    private final Schools schools;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;

    SchoolLeaveResource(LeaveStore store, Schools schools, Transactions transactions, Caller caller, Audit audit) {
        this.store = store;
        this.schools = schools;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
    }

    @GET
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "listSchoolLeaves",
            summary = "Children who were on approved leave between two dates for many days, or many times",
            description = "Calendar days, both dates included. Who reaches either number is listed; without them"
                    + " whoever was on leave at all. Leaves an audit row.")
    public Page<LeavesOfChild> list(
            @PathParam("schoolId") String schoolId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("days") @DefaultValue("1") String days,
            @QueryParam("leaves") @DefaultValue("1") String leaves,
            @BeanParam PageRequest page) {
        int length = page.length();
        var range = new Range(
                Values.date(from, "query:from"),
                Values.date(to, "query:to"),
                count(days, "query:days"),
                count(leaves, "query:leaves"));
        return transactions.within(caller.scope(), () -> {
            var school = schools.whole(schoolId);
            audit.read("listSchoolLeaves", school.code());
            return Page.of(
                    store.ofSchool(school.code(), range, page.after(), length + 1), length, LeavesOfChild::student);
        });
    }

    private static int count(String text, String pointer) {
        if (!COUNT.matcher(text).matches()) {
            throw Problems.badRequest("bad-count", "This is no number of days or leaves.", new At(pointer, "1 to 999"));
        }
        return Integer.parseInt(text);
    }
}
