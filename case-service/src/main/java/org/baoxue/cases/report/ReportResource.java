package org.baoxue.cases.report;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.baoxue.cases.report.Report.Kind;
import org.baoxue.cases.report.Report.ReasonCategory;
import org.baoxue.cases.report.Report.State;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Written reports: reading them, and the principal's signature. */
@Path("/v1/reports")
@Tag(name = "reports")
@RunOnVirtualThread
public class ReportResource {

    /** @param reasonCategory why the child stays away; a formal report needs it */
    public record Signature(@Nullable ReasonCategory reasonCategory) {}

    private final ReportViewStore views;
    private final Signatures signatures;
    private final Caller caller;
    private final Audit audit;
    private final Transactions transactions;

    ReportResource(
            ReportViewStore views, Signatures signatures, Caller caller, Audit audit, Transactions transactions) {
        this.views = views;
        this.signatures = signatures;
        this.caller = caller;
        this.audit = audit;
        this.transactions = transactions;
    }

    @GET
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU,
        Roles.PROVINCE_OBSERVER
    })
    @Operation(operationId = "listReports", summary = "Reports by due time; drafts are seen by their school only")
    public Page<ReportView> list(
            @Parameter(schema = @Schema(implementation = State.class)) @RestQuery @Nullable String state,
            @Parameter(schema = @Schema(implementation = Kind.class)) @RestQuery @Nullable String kind,
            @Parameter(schema = @Schema(implementation = UUID.class)) @RestQuery("case") @Nullable String caseId,
            @RestQuery @Nullable String student,
            @BeanParam PageRequest page) {
        var after = ReportCursor.read(page.after());
        int limit = page.length();
        var wanted = new ReportViewStore.Wanted(
                Asked.optionalOneOf("state", State.class, state),
                Asked.optionalOneOf("kind", Kind.class, kind),
                Asked.uuid("case", caseId),
                Asked.optionalCode("student", student),
                after.due(),
                after.number(),
                limit);
        return transactions.within(caller.scope(), () -> {
            var found = Page.of(views.find(wanted), limit, ReportCursor::key);
            audit.read(
                    "listReports",
                    found.items().stream().map(ReportView::student).toList());
            return found;
        });
    }

    @GET
    @Path("{number}")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU,
        Roles.PROVINCE_OBSERVER
    })
    @Operation(operationId = "readReport", summary = "One report")
    public ReportView read(String number) {
        return transactions.within(caller.scope(), () -> {
            var report = views.byNumber(number).orElseThrow(Signatures::noSuchReport);
            audit.read("readReport", report.student());
            return report;
        });
    }

    @POST
    @Path("{number}/signature")
    @RolesAllowed(Roles.PRINCIPAL)
    @Operation(
            operationId = "signReport",
            summary = "The principal signs: the report leaves the school. Signing again changes nothing")
    @APIResponseSchema(value = ReportView.class, responseCode = "200", responseDescription = "Signed, now or before")
    @APIResponse(responseCode = "409", description = "The report is not to be signed")
    public ReportView sign(String number, @Nullable Signature request) {
        return transactions.within(caller.scope(), () -> {
            signatures.sign(number, caller.person(), request == null ? null : request.reasonCategory());
            return views.byNumber(number).orElseThrow(Signatures::noSuchReport);
        });
    }
}
