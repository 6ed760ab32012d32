package org.baoxue.escalation.desk;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.baoxue.escalation.desk.Views.Answer;
import org.baoxue.escalation.desk.Views.DutyView;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.duty.EvidenceDetails;
import org.baoxue.escalation.duty.EvidenceRules;
import org.baoxue.escalation.watch.Recorder;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Idempotency;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was done about a duty, and when: it ends the duty, hands it over, or is noted. */
@Path("/v1/duties/{duty}/evidence")
@Tag(name = "duties")
@RunOnVirtualThread
public class DutyEvidenceResource {
    private final VisibleDuties visible;
    private final DeskStore store;
    private final Recorder recorder;
    private final Transactions transactions;
    private final Caller caller;
    private final Idempotency idempotency;
    private final SuiteClock clock;

    DutyEvidenceResource(
            VisibleDuties visible,
            DeskStore store,
            Recorder recorder,
            Transactions transactions,
            Caller caller,
            Idempotency idempotency,
            SuiteClock clock) {
        this.visible = visible;
        this.store = store;
        this.recorder = recorder;
        this.transactions = transactions;
        this.caller = caller;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * One piece of evidence.
     *
     * @param outcome of a contact attempt REACHED, NOT_REACHED or TEXT_SENT; of a verification ILL, REASON_VALID,
     *     WHEREABOUTS_KNOWN, UNKNOWN or MARKED_BY_MISTAKE; of a leave APPROVED or REFUSED; otherwise free
     * @param note in your own words, also what was said; it stays in this service
     * @param at when it was done, where that was before now; not of what is said by recording it (a release, a word, a decision)
     * @param how a guardian was contacted
     * @param whom you reached, or met on a visit, in your own words; it stays in this service
     * @param visitors who went, in your own words; it stays in this service
     * @param reportNumber of a report that was sent
     */
    public record EvidenceRequest(
            Evidence.@Nullable Kind kind,
            @Nullable @Size(max = 40) String outcome,
            @Nullable @Size(max = 2000) String note,
            @Nullable Instant at,
            EvidenceDetails.@Nullable How how,
            @Nullable @Size(max = 200) String whom,
            @Nullable @Size(max = 500) String visitors,
            @Nullable @Size(min = 1, max = 64) String reportNumber) {
        EvidenceDetails details() {
            return new EvidenceDetails(how, whom, visitors, reportNumber);
        }

        String saidOutcome(Evidence.Kind said) {
            return Optional.ofNullable(outcome).orElse(said.name());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(operationId = "recordEvidence", summary = "Record what was done about a duty")
    public Answer record(
            @PathParam("duty") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Valid @NotNull EvidenceRequest request) {
        Evidence.Kind kind = Optional.ofNullable(request.kind())
                .orElseThrow(() -> Problems.badRequest(
                        "kind-missing",
                        "Say what kind of evidence this is.",
                        new At("/kind", "one of " + List.of(Evidence.Kind.values()))));
        Asked.code("duty", id);
        DutyView duty = transactions.within(caller.scope(), () -> visible.one(id, "recordEvidence"));
        if (!MaySay.may(caller, kind)) {
            throw Problems.forbidden("Your role may not give this evidence: let the post that owes it record it.");
        }
        mustFit(kind, request, duty.openedAt());
        return transactions.asWorker(() ->
                idempotency.once("recordEvidence/" + id, key, request, Answer.class, () -> record(id, kind, request)));
    }

    private void mustFit(Evidence.Kind kind, EvidenceRequest request, Instant openedAt) {
        if (kind == Evidence.Kind.RELEASE_DUTY
                && Optional.ofNullable(request.note()).orElse("").isBlank()) {
            throw Problems.unprocessable(
                    "reason-missing",
                    "A duty is released for a reason.",
                    new At("/note", "say why nothing is owed any more"));
        }
        request.details().fault(kind, request.saidOutcome(kind)).ifPresent(fault -> {
            throw doesNotFit(fault);
        });
        Optional.ofNullable(request.at())
                .flatMap(at -> EvidenceRules.timeFault(kind, at, openedAt, clock.now()))
                .ifPresent(fault -> {
                    throw doesNotFit(fault);
                });
    }

    private Answer record(String id, Evidence.Kind kind, EvidenceRequest request) {
        Recorder.Given given = new Recorder.Given(
                id,
                kind,
                request.saidOutcome(kind),
                request.details(),
                request.note(),
                caller.person(),
                request.at(),
                null);
        return switch (recorder.record(given, clock.now()).orElseThrow(VisibleDuties::noSuchDuty)) {
            case EvidenceRules.Ends ends -> new Answer(id, "ENDED", "DONE");
            case EvidenceRules.Noted noted -> new Answer(id, "NOTED", stateOf(id));
            case EvidenceRules.HandsOver hands -> new Answer(id, "HANDED_OVER", "OPEN");
            case EvidenceRules.TakesBack takes -> new Answer(id, "RELEASED", "CANCELLED");
            case EvidenceRules.Refused refused -> throw doesNotFit(refused);
        };
    }

    private String stateOf(String id) {
        return store.duty(id).map(DutyView::state).orElseThrow(VisibleDuties::noSuchDuty);
    }

    private static Problem doesNotFit(EvidenceRules.Refused refused) {
        return Problems.unprocessable(
                "evidence-does-not-fit",
                "This evidence does not fit the duty.",
                new At(refused.field(), refused.why()));
    }
}
