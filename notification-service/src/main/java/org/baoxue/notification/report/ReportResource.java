package org.baoxue.notification.report;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Written reports and their documents. */
@Path("/v1/reports")
@Tag(name = "reports")
@RunOnVirtualThread
public class ReportResource {

    private final ReportStore store;
    private final Reports reports;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;

    ReportResource(ReportStore store, Reports reports, Transactions transactions, Caller caller, Audit audit) {
        this.store = store;
        this.reports = reports;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
    }

    @GET
    @Path("/{number}")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU
    })
    @Operation(operationId = "readReport", summary = "A written report: its state and the hash of its document")
    public Report read(@PathParam("number") String number) {
        return transactions.within(caller.scope(), () -> {
            var report = visible(number);
            audit.read("readReport", report.student());
            return report;
        });
    }

    @GET
    @Path("/{number}/document")
    @Produces("application/pdf")
    @RolesAllowed({
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU
    })
    @Operation(operationId = "readReportDocument", summary = "The document of a report: the draft, or the signed one")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/pdf",
                            schema =
                                    @Schema(
                                            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                            format = "binary")))
    @APIResponse(responseCode = "409", description = "The document is being made: ask again in a moment")
    public Response document(@PathParam("number") String number) {
        return transactions.within(caller.scope(), () -> {
            var report = visible(number);
            var document = reports.document(number)
                    .orElseThrow(() -> Problems.conflict(
                            "document-not-rendered", "The document is being made: ask again in a moment."));
            audit.read("readReportDocument", report.student());
            return Response.ok(document.pdf(), MediaType.valueOf("application/pdf"))
                    .header("Content-Disposition", "inline; filename=\"" + number + ".pdf\"")
                    .header("ETag", "\"" + document.sha256() + "\"")
                    .header("Cache-Control", "no-store")
                    .build();
        });
    }

    private Report visible(String number) {
        return store.find(Asked.code("number", number))
                .orElseThrow(() -> Problems.notFound(
                        "There is no report of this number, or none that you may see.",
                        new Problem.At("path:number", "the number as it stands in the ledger")));
    }
}
