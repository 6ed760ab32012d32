package org.baoxue.notification.notice;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import java.util.stream.Stream;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.baoxue.notification.plan.Notice;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who was told what, when, and what became of it. */
@Path("/v1")
@Tag(name = "notices")
@RunOnVirtualThread
public class NoticeResource {

    private final NoticeReadStore store;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;

    NoticeResource(NoticeReadStore store, Transactions transactions, Caller caller, Audit audit) {
        this.store = store;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
    }

    @GET
    @Path("/notices")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU
    })
    @Operation(
            operationId = "listNotices",
            summary = "Notices within your scope, newest first; state=UNCLEAR shows those that wait for a person")
    public Page<NoticeView> list(
            @Schema(implementation = Notice.State.class) @QueryParam("state") @Nullable String state,
            @QueryParam("school") @Nullable String school,
            @QueryParam("audience") @Nullable String audience,
            @BeanParam PageRequest page) {
        var wanted = new NoticeReadStore.Wanted(
                Asked.optionalOneOf("state", Notice.State.class, state),
                null,
                Asked.optionalCode("school", school),
                Asked.optionalCode("audience", audience));
        return page("listNotices", wanted, page);
    }

    @GET
    @Path("/students/{studentId}/notices")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU
    })
    @Operation(operationId = "listStudentNotices", summary = "What was told of one child, newest first")
    public Page<NoticeView> ofStudent(@PathParam("studentId") String student, @BeanParam PageRequest page) {
        var wanted = new NoticeReadStore.Wanted(null, Asked.code("studentId", student), null, null);
        return page("listStudentNotices", wanted, page);
    }

    @GET
    @Path("/notices/{id}")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU
    })
    @Operation(operationId = "readNotice", summary = "One notice with its messages and their attempts")
    public NoticeView read(@PathParam("id") UUID id) {
        return transactions.within(caller.scope(), () -> {
            var notice = store.find(id)
                    .orElseThrow(() -> Problems.notFound(
                            "There is no notice of this id, or none that you may see.",
                            new Problem.At("path:id", "an id from the list of notices")));
            if (notice.student() != null) {
                audit.read("readNotice", notice.student());
            }
            return notice;
        });
    }

    private Page<NoticeView> page(String operation, NoticeReadStore.Wanted wanted, PageRequest asked) {
        long before = asked.afterNumber(Long.MAX_VALUE);
        int limit = asked.length();
        return transactions.within(caller.scope(), () -> {
            var student = wanted.student();
            if (student != null && !store.knowsStudent(student)) {
                throw Problems.notFound(
                        "There is no such child, or none that you may see.",
                        new Problem.At("path:studentId", "the id of a child of your organisation"));
            }
            var page =
                    Page.of(store.list(wanted, before, limit + 1), limit, numbered -> String.valueOf(numbered.seq()));
            var notices =
                    page.items().stream().map(NoticeReadStore.Numbered::notice).toList();
            notices.stream()
                    .map(NoticeView::student)
                    .flatMap(Stream::ofNullable)
                    .distinct()
                    .forEach(child -> audit.read(operation, child));
            return new Page<>(notices, page.next());
        });
    }
}
