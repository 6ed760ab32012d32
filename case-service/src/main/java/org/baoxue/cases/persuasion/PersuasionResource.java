package org.baoxue.cases.persuasion;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.baoxue.cases.persuasion.PersuasionRules.Counts;
import org.baoxue.cases.persuasion.PersuasionRules.Kind;
import org.baoxue.cases.persuasion.Persuasions.Participant;
import org.baoxue.cases.persuasion.Persuasions.Result;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Idempotency;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** Recording that somebody tried to bring a child back. */
@Path("/v1/cases")
@Tag(name = "ledger")
@RunOnVirtualThread
public class PersuasionResource {

    /** @param person in the directory, when known */
    public record TookPart(
            @NotNull(message = "name as what this person took part") ParticipantKind kind,

            @Nullable @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "an identifier of the directory, never a name") String person) {}

    /**
     * @param on when it was done
     * @param note for the ledger only: it goes to nobody else
     */
    public record Persuasion(
            @NotNull(message = "name how it was done") Kind kind,

            @NotNull(message = "name the date, as 2026-09-07") LocalDate on,

            @NotNull(message = "name who took part") @Size(min = 1, max = 30, message = "between 1 and 30 people took part") List<@NotNull(message = "leave out what is null") @Valid TookPart> participants,

            @NotNull(message = "name what came of it") Result outcome,

            @Nullable @Size(max = 2000, message = "at most 2000 characters") String note) {}

    /**
     * @param feeds the counters that this one fed
     * @param counts how far the counters are now
     */
    public record RecordedPersuasion(UUID visit, List<String> feeds, Counts counts) {}

    private final Persuasions persuasions;
    private final Caller caller;
    private final Transactions transactions;
    private final Idempotency idempotency;

    PersuasionResource(Persuasions persuasions, Caller caller, Transactions transactions, Idempotency idempotency) {
        this.persuasions = persuasions;
        this.caller = caller;
        this.transactions = transactions;
        this.idempotency = idempotency;
    }

    @POST
    @Path("{id}/persuasions")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(
            operationId = "recordPersuasion",
            summary = "Record a visit, a session or a call; who took part decides which counter it feeds")
    @APIResponseSchema(
            value = RecordedPersuasion.class,
            responseCode = "200",
            responseDescription = "Recorded, now or before")
    @APIResponse(responseCode = "409", description = "The entry is not open")
    public RecordedPersuasion record(
            UUID id,
            @RestHeader("Idempotency-Key") @Nullable String key,
            @Valid @NotNull(message = "send a body") Persuasion request) {
        return transactions.within(
                caller.scope(),
                () -> idempotency.once(
                        "recordPersuasion/" + id,
                        key,
                        request,
                        RecordedPersuasion.class,
                        () -> write(id, key, request)));
    }

    private RecordedPersuasion write(UUID id, @Nullable String key, Persuasion request) {
        var report = new Persuasions.Report(
                EventId.of("visit", id, caller.person(), String.valueOf(key)),
                request.kind(),
                request.on(),
                request.participants().stream()
                        .map(one -> new Participant(one.kind(), one.person()))
                        .toList(),
                request.outcome(),
                request.note(),
                caller.person());
        var told = persuasions.record(id, report);
        return new RecordedPersuasion(told.visit(), told.feeds(), told.counts());
    }
}
