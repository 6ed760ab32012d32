package org.baoxue.cases.ledger;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.UUID;
import org.baoxue.cases.casefile.Cases;
import org.baoxue.cases.casefile.State;
import org.baoxue.cases.casefile.Summary;
import org.baoxue.cases.persuasion.Persuasions;
import org.baoxue.cases.report.ReportViewStore;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Reading the ledger (台账). Every reading leaves a row in the audit. */
@Path("/v1/cases")
@Tag(name = "ledger")
@RunOnVirtualThread
public class LedgerResource {

    private final LedgerStore store;
    private final Cases cases;
    private final Persuasions persuasions;
    private final ReportViewStore reports;
    private final Caller caller;
    private final Audit audit;
    private final Transactions transactions;

    LedgerResource(
            LedgerStore store,
            Cases cases,
            Persuasions persuasions,
            ReportViewStore reports,
            Caller caller,
            Audit audit,
            Transactions transactions) {
        this.store = store;
        this.cases = cases;
        this.persuasions = persuasions;
        this.reports = reports;
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
    @Operation(operationId = "listCases", summary = "The ledger within your scope, newest first")
    public Page<Summary> list(
            @Parameter(schema = @Schema(implementation = State.class)) @RestQuery @Nullable String state,
            @Parameter(schema = @Schema(implementation = Boolean.class)) @RestQuery @Nullable String open,
            @RestQuery @Nullable String school,
            @RestQuery @Nullable String place,
            @RestQuery @Nullable String student,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery @Nullable String openedFrom,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery @Nullable String openedTo,
            @BeanParam PageRequest page) {
        var after = CaseCursor.read(page.after());
        int limit = page.length();
        var wanted = new LedgerStore.Wanted(
                Asked.optionalOneOf("state", State.class, state),
                Asked.optionalCode("school", school),
                Asked.optionalCode("place", place),
                Asked.optionalCode("student", student),
                Asked.flag("open", open),
                Asked.date("openedFrom", openedFrom),
                Asked.date("openedTo", openedTo),
                after.opened(),
                after.id(),
                limit);
        return transactions.within(caller.scope(), () -> {
            var found = Page.of(cases.summaries(store.find(wanted)), limit, CaseCursor::key);
            audit.read("listCases", found.items().stream().map(Summary::student).toList());
            return found;
        });
    }

    @GET
    @Path("{id}")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU,
        Roles.PROVINCE_OBSERVER
    })
    @Operation(operationId = "readCase", summary = "One entry with its whole history")
    public CaseView read(UUID id) {
        return transactions.within(caller.scope(), () -> {
            var entry = cases.found(id);
            audit.read("readCase", entry.child().student());
            return new CaseView(
                    Summary.of(entry),
                    persuasions.counts(id),
                    store.persuasions(id),
                    reports.ofCase(id),
                    store.history(id));
        });
    }
}
