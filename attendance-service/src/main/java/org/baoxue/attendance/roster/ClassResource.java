package org.baoxue.attendance.roster;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.baoxue.attendance.roster.RosterViews.ClassView;
import org.baoxue.attendance.roster.RosterViews.MemberView;
import org.baoxue.attendance.school.Schools;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A school's classes and who is in them, so that a client can find its way. */
@Path("/v1/schools/{schoolId}/classes")
@Tag(name = "roster")
@RunOnVirtualThread
public class ClassResource {

    private final Schools schools;
    private final RosterStore store;
    private final Transactions transactions;
    private final Caller caller;
    private final SuiteClock clock;
    private final Audit audit;

    ClassResource(
            Schools schools,
            RosterStore store,
            Transactions transactions,
            Caller caller,
            SuiteClock clock,
            Audit audit) {
        this.schools = schools;
        this.store = store;
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
        this.audit = audit;
    }

    @GET
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(operationId = "listClasses", summary = "A school's classes; a class teacher sees the classes held")
    public Page<ClassView> list(@PathParam("schoolId") String schoolId, @BeanParam PageRequest page) {
        var scope = caller.scope();
        int length = page.length();
        return transactions.within(scope, () -> {
            var school = schools.inPart(schoolId, scope);
            var views = schools.classes(school.code(), scope, page.after(), length + 1).stream()
                    .map(one -> new ClassView(one.id(), one.school(), one.name()))
                    .toList();
            return Page.of(views, length, ClassView::classId);
        });
    }

    @GET
    @Path("/{classId}/students")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(
            operationId = "listClassStudents",
            summary = "Who is in a class on a date, by id; leaves an audit row for each child",
            description = "Without a date: today at the school.")
    public Page<MemberView> students(
            @PathParam("schoolId") String schoolId,
            @PathParam("classId") String classId,
            @QueryParam("date") @Nullable String date,
            @BeanParam PageRequest page) {
        int length = page.length();
        return transactions.within(caller.scope(), () -> {
            var school = schools.ofClass(classId);
            if (!school.code().equals(schoolId)) {
                throw Problems.notFound(
                        "This school has no such class.", new Problem.At("path:classId", "a class of the school"));
            }
            var day = date == null ? school.dateOf(clock.now()) : Values.date(date, "query:date");
            var views = store.page(classId, day, page.after(), length + 1).stream()
                    .map(row -> new MemberView(row.student(), row.stage(), row.from(), row.to()))
                    .toList();
            var found = Page.of(views, length, MemberView::student);
            audit.read(
                    "listClassStudents",
                    found.items().stream().map(MemberView::student).toList());
            return found;
        });
    }
}
