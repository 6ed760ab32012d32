package org.baoxue.escalation.backtest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.baoxue.escalation.backtest.Views.BacktestRequest;
import org.baoxue.escalation.backtest.Views.BacktestView;
import org.baoxue.escalation.backtest.Views.DifferenceView;
import org.baoxue.escalation.backtest.Views.TriedValue;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Cursor;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Tries a policy on the recorded past of a place, beside what goes on there. */
@Path("/v1/backtests")
@Tag(name = "backtests")
@RunOnVirtualThread
public class BacktestResource {
    private static final Pattern PLACE_IN_LIST = Pattern.compile("([^|]*)\\|(\\d{1,9})");

    private final BacktestStore store;
    private final Proposals proposals;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;
    private final SuiteClock clock;

    BacktestResource(
            BacktestStore store,
            Proposals proposals,
            Transactions transactions,
            Caller caller,
            Audit audit,
            SuiteClock clock) {
        this.store = store;
        this.proposals = proposals;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @APIResponse(responseCode = "202")
    @APIResponse(
            responseCode = "409",
            description =
                    "Ten of the bureau's place are still being worked, or a place below would contradict the values")
    @Operation(
            operationId = "startBacktest",
            summary = "Try a policy on what was recorded of a place and a period",
            description =
                    "Name a candidate that ships: it is laid on top of whatever any place had set. Or name values as for setting"
                            + " a policy: they are tried as if the place had set just these all along, so what it had set"
                            + " itself and is not named is dropped, and what places below have set stands. It is worked"
                            + " off while nothing else is due. The same question as of the same instant gives the same"
                            + " differences, byte for byte, as long as the directory says the same: calendars, schools"
                            + " and where a child belongs are as it has them now; which children are looked at is settled"
                            + " when the work begins, and how far back an absence is read follows from its ending as it"
                            + " is known now.")
    public RestResponse<BacktestView> start(@Valid @NotNull BacktestRequest request) {
        Backtest backtest = transactions.asWorker(() -> {
            Backtest proposed = proposals.of(request, caller.scope(), clock.now());
            store.add(proposed);
            return proposed;
        });
        return RestResponse.ResponseBuilder.<BacktestView>accepted(view(backtest, List.of(), List.of()))
                .location(URI.create("/v1/backtests/" + backtest.id()))
                .build();
    }

    @GET
    @Path("/{backtest}")
    @RolesAllowed({Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @Operation(operationId = "readBacktest", summary = "How far it is, and the counts of what it has found so far")
    public BacktestView read(@PathParam("backtest") String id) {
        Backtest backtest = visible(id);
        return transactions.within(caller.scope(), () -> view(backtest, store.byRule(id), store.byPlace(id)));
    }

    @GET
    @Path("/{backtest}/differences")
    @RolesAllowed({Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @Operation(operationId = "listDifferences", summary = "What would have been gained, lost or moved, child by child")
    public Page<DifferenceView> differences(@PathParam("backtest") String id, @BeanParam PageRequest page) {
        visible(id);
        int length = page.length();
        Matcher after = PLACE_IN_LIST.matcher(page.after().isEmpty() ? "|0" : page.after());
        if (!after.matches()) {
            throw Cursor.notOurs();
        }
        return transactions.within(caller.scope(), () -> {
            List<DifferenceView> found =
                    store.differences(id, after.group(1), Integer.parseInt(after.group(2)), length + 1);
            audit.read(
                    "listDifferences",
                    found.stream().map(DifferenceView::student).toList());
            return Page.of(found, length, one -> one.student() + "|" + one.number());
        });
    }

    @DELETE
    @Path("/{backtest}")
    @RolesAllowed({Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @Operation(
            operationId = "cancelBacktest",
            summary = "Stop it; what it has found so far can be read until it is forgotten")
    public void cancel(@PathParam("backtest") String id) {
        visible(id);
        transactions.asWorker(() -> store.cancel(id, clock.now()));
    }

    private Backtest visible(String id) {
        Asked.code("backtest", id);
        boolean sees = transactions.within(caller.scope(), () -> store.sees(id));
        if (!sees) {
            throw noSuchBacktest();
        }
        return transactions.asWorker(
                () -> store.backtests(List.of(id)).stream().findFirst().orElseThrow(BacktestResource::noSuchBacktest));
    }

    private static Problem noSuchBacktest() {
        return Problems.notFound("There is no such backtest, or none that you may see.");
    }

    private static BacktestView view(Backtest backtest, List<Views.OfRule> rules, List<Views.OfPlace> places) {
        Map<String, TriedValue> values = new TreeMap<>();
        backtest.values().forEach((name, value) -> values.put(name, new TriedValue(value.text(), value.clause())));
        return new BacktestView(
                backtest.id(),
                backtest.place(),
                backtest.from(),
                backtest.to(),
                backtest.candidate(),
                values,
                backtest.asOf(),
                backtest.state().name(),
                backtest.children(),
                backtest.children() - backtest.left() - backtest.failed(),
                backtest.failed(),
                rules,
                places);
    }
}
