package org.baoxue.kit.inbox;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What could not be worked, for the operator: listed and looked at without content, then worked again or given up, in the order of
 * its key.
 */
@Path("/v1/dead-letters")
@Tag(name = "operation")
@RunOnVirtualThread
public class DeadLetterResource {

    private static final int LONGEST_REASON = 200;

    /**
     * A parked record, without its content: an operator sees no child's data.
     *
     * @param cause kinds of failure, place in the code, field or constraint; null of one that waits behind another of its key
     * @param tries how many replays failed at it
     * @param bytes how long its content is
     */
    public record Letter(
            long id,
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            @Nullable String type,
            @Nullable String eventId,
            String reason,
            @Nullable String cause,
            Instant parkedAt,
            int tries,
            @Nullable Instant triedAt,
            long bytes) {}

    /** What to do with the parked records of a key. */
    public enum Action {
        REPLAY,
        GIVE_UP
    }

    /**
     * @param key left out: those that came without a key; they can only be given up
     * @param upTo the id of the last record wanted, and all of the key that were parked before it; left out: all of the key
     * @param reason why, kept with who did it: no name of a person, no data of a child
     */
    public record Resolution(
            @NotBlank String topic,
            @Nullable String key,
            @Nullable Long upTo,
            @NotNull Action action,
            @NotBlank @Size(max = LONGEST_REASON) String reason) {}

    /**
     * @param records how many were worked or given up
     * @param left how many of the key still wait: after the first that fails again, parked meanwhile, or not asked for
     */
    public record Resolved(int records, long left) {}

    private final DeadLetterStore letters;
    private final Resolutions resolutions;
    private final Transactions transactions;

    DeadLetterResource(DeadLetterStore letters, Resolutions resolutions, Transactions transactions) {
        this.letters = letters;
        this.resolutions = resolutions;
        this.transactions = transactions;
    }

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "listDeadLetters", summary = "Records that were parked, oldest first")
    public Page<Letter> list(
            @BeanParam PageRequest page,
            @QueryParam("topic") @Nullable String topic,
            @QueryParam("key") @Nullable String key) {
        var after = page.afterNumber(0);
        int length = page.length();
        var fetched = transactions.asWorker(
                () -> letters.waiting(wanted("topic", topic), wanted("key", key), after, length + 1));
        return Page.of(fetched, length, letter -> String.valueOf(letter.id()));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "readDeadLetter", summary = "One parked record, with why it could not be worked")
    @APIResponseSchema(
            value = Letter.class,
            responseCode = "200",
            responseDescription = "The record, without its content")
    @APIResponse(responseCode = "404", description = "No record with this id waits")
    public Letter read(@PathParam("id") String id) {
        return transactions
                .asWorker(() -> letters.find(number(id)))
                .orElseThrow(() -> Problems.notFound("No parked record with this id waits: it may have been settled."));
    }

    @POST
    @Path("/resolutions")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "resolveDeadLetters",
            summary = "Work the parked records of a key again, or give them up: all, or up to one of them")
    @APIResponseSchema(value = Resolved.class, responseCode = "200", responseDescription = "How many were settled")
    @APIResponse(responseCode = "404", description = "This service reads no such topic")
    @APIResponse(responseCode = "409", description = "The first record fails as before: none was worked")
    public Resolved resolve(@Valid @NotNull Resolution wanted) {
        return resolutions.resolve(wanted);
    }

    /** What is compared with what came in: anything that can be kept. */
    private static @Nullable String wanted(String name, @Nullable String value) {
        if (value != null && value.indexOf(0) >= 0) {
            throw Asked.refused("query:" + name, "a text without a NUL");
        }
        return value;
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException unreadable) {
            throw Problems.badRequest(
                    "invalid-request",
                    "Part of the request cannot be read: mend it as its entry says.",
                    new Problem.At("path:id", "a number, as GET /v1/dead-letters lists them"));
        }
    }
}
