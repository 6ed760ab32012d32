package org.baoxue.escalation.desk;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.baoxue.escalation.desk.Views.Answer;
import org.baoxue.escalation.desk.Views.DutyView;
import org.baoxue.escalation.desk.Views.PostView;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.duty.EvidenceRules;
import org.baoxue.escalation.watch.Recorder;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.access.Scope;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Cursor;
import org.baoxue.kit.web.Idempotency;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Duties: what is owed, and the evidence that ends it. */
@Path("/v1/duties")
@Tag(name = "duties")
@RunOnVirtualThread
public class DutyResource {
    private static final Set<String> SCHOOL =
            Set.of(Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM);
    private static final Set<String> OFFICE = Set.of(Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL);
    private static final Set<String> OF_PLACES = Set.of(Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU);

    /** Who may say what; a note is anybody's who sees the duty. */
    private static final Map<Evidence.Kind, Set<String>> MAY_SAY = Map.ofEntries(
            Map.entry(Evidence.Kind.CONTACT_ATTEMPT, SCHOOL),
            Map.entry(Evidence.Kind.LIST_DELIVERED, SCHOOL),
            Map.entry(Evidence.Kind.LIST_ACKNOWLEDGED, OFFICE),
            Map.entry(Evidence.Kind.VERIFICATION, OFFICE),
            Map.entry(Evidence.Kind.RELEASE, OFFICE),
            Map.entry(Evidence.Kind.INFORMED, OFFICE),
            Map.entry(Evidence.Kind.PRINCIPAL_WORD, Set.of(Roles.PRINCIPAL)),
            Map.entry(Evidence.Kind.LEAVE_DECISION, Set.of(Roles.PRINCIPAL)),
            Map.entry(Evidence.Kind.VISIT, SCHOOL),
            Map.entry(
                    Evidence.Kind.JOINT_VISIT, Set.of(Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.TOWNSHIP_OFFICER)),
            Map.entry(Evidence.Kind.SENT, SCHOOL),
            Map.entry(Evidence.Kind.RELEASE_DUTY, OFFICE),
            Map.entry(
                    Evidence.Kind.NOTE,
                    Set.of(
                            Roles.CLASS_TEACHER,
                            Roles.ACADEMIC_OFFICE,
                            Roles.PRINCIPAL,
                            Roles.TOWNSHIP_OFFICER,
                            Roles.COUNTY_BUREAU)));

    private final DeskStore store;
    private final DutyListStore lists;
    private final Recorder recorder;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;
    private final Idempotency idempotency;
    private final SuiteClock clock;

    DutyResource(
            DeskStore store,
            DutyListStore lists,
            Recorder recorder,
            Transactions transactions,
            Caller caller,
            Audit audit,
            Idempotency idempotency,
            SuiteClock clock) {
        this.store = store;
        this.lists = lists;
        this.recorder = recorder;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * One piece of evidence.
     *
     * @param outcome of a contact attempt REACHED, NOT_REACHED or TEXT_SENT; of a verification ILL, REASON_VALID,
     *     WHEREABOUTS_KNOWN, UNKNOWN or MARKED_BY_MISTAKE; of a leave APPROVED or REFUSED; otherwise free
     * @param note in your own words; it stays in this service
     */
    public record EvidenceRequest(
            Evidence.@Nullable Kind kind,
            @Nullable @Size(max = 40) String outcome,
            @Nullable @Size(max = 2000) String note) {}

    @GET
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU,
        Roles.PROVINCE_OBSERVER
    })
    @Operation(operationId = "listDuties", summary = "Duties you may see, by due time")
    public Page<DutyView> list(@BeanParam DutyFilter filter, @BeanParam PageRequest page) {
        DutyFilter.Read to = filter.read();
        Optional<DutyListStore.Place> after = place(page.after());
        int length = page.length();
        return transactions.within(caller.scope(), () -> {
            var duties = lists.duties(to, mine(to), caller.scope(), clock.now(), after, length + 1);
            audit.read(
                    "listDuties",
                    duties.stream()
                            .flatMap(duty -> Optional.ofNullable(duty.student()).stream())
                            .toList());
            return Page.of(duties, length, duty -> duty.dueAt() + "|" + duty.duty());
        });
    }

    /** What the directory says the caller holds, and what the token says. */
    private List<PostView> mine(DutyFilter.Read to) {
        if (!to.mine()) {
            return List.of();
        }
        Stream<PostView> ofToken =
                switch (caller.scope()) {
                    case Scope.School(var code) ->
                        OFFICE.stream().filter(caller::is).map(post -> new PostView(post, code));
                    case Scope.Classes(var school, var ids) ->
                        ids.stream().map(id -> new PostView(Roles.CLASS_TEACHER, id));
                    case Scope.Place(var code) ->
                        OF_PLACES.stream().filter(caller::is).map(post -> new PostView(post, code));
                    case Scope.Nothing nothing -> Stream.empty();
                };
        return Stream.concat(lists.postsOf(caller.person()).stream(), ofToken)
                .distinct()
                .toList();
    }

    @GET
    @Path("/{duty}")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU,
        Roles.PROVINCE_OBSERVER
    })
    @Operation(operationId = "readDuty", summary = "One duty, why it is owed, and all evidence of it")
    public DutyView read(@PathParam("duty") String id) {
        String duty = Asked.code("duty", id);
        return transactions.within(caller.scope(), () -> visible(duty, "readDuty"));
    }

    @POST
    @Path("/{duty}/evidence")
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
        transactions.within(caller.scope(), () -> visible(id, "recordEvidence"));
        if (MAY_SAY.getOrDefault(kind, Set.of()).stream().noneMatch(caller::is)) {
            throw Problems.forbidden("Your role may not give this evidence: let the post that owes it record it.");
        }
        if (kind == Evidence.Kind.RELEASE_DUTY
                && Optional.ofNullable(request.note()).orElse("").isBlank()) {
            throw Problems.unprocessable(
                    "reason-missing",
                    "A duty is released for a reason.",
                    new At("/note", "say why nothing is owed any more"));
        }
        return transactions.asWorker(() ->
                idempotency.once("recordEvidence/" + id, key, request, Answer.class, () -> record(id, kind, request)));
    }

    private Answer record(String id, Evidence.Kind kind, EvidenceRequest request) {
        String outcome = Optional.ofNullable(request.outcome()).orElse(kind.name());
        EvidenceRules.Meaning meaning = recorder.record(
                        new Recorder.Given(id, kind, outcome, request.note(), caller.person(), null), clock.now())
                .orElseThrow(() -> noSuchDuty());
        return switch (meaning) {
            case EvidenceRules.Ends ends -> new Answer(id, "ENDED", "DONE");
            case EvidenceRules.Noted noted -> new Answer(id, "NOTED", stateOf(id));
            case EvidenceRules.HandsOver hands -> new Answer(id, "HANDED_OVER", "OPEN");
            case EvidenceRules.TakesBack takes -> new Answer(id, "RELEASED", "CANCELLED");
            case EvidenceRules.Refused refused ->
                throw Problems.unprocessable(
                        "evidence-does-not-fit",
                        "This evidence does not fit the duty.",
                        new At(refused.field(), refused.why()));
        };
    }

    private String stateOf(String id) {
        return store.duty(id).map(DutyView::state).orElseThrow(DutyResource::noSuchDuty);
    }

    private DutyView visible(String id, String operation) {
        DutyView duty = store.duty(id).orElseThrow(DutyResource::noSuchDuty);
        Optional.ofNullable(duty.student()).ifPresent(student -> audit.read(operation, student));
        return duty;
    }

    /** A cursor holds {@code <due>|<id>}; empty at the start. */
    private static Optional<DutyListStore.Place> place(String key) {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            int bar = key.indexOf('|');
            return Optional.of(
                    new DutyListStore.Place(Instant.parse(key.substring(0, Math.max(bar, 0))), key.substring(bar + 1)));
        } catch (DateTimeException forged) {
            throw Cursor.notOurs();
        }
    }

    private static org.baoxue.kit.problem.Problem noSuchDuty() {
        return Problems.notFound("There is no such duty, or none that you may see: list yours at /v1/duties.");
    }
}
