package org.baoxue.kit.inbox;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What could not be worked, for the operator: listed without content, then worked again or given up, key by key. */
@Path("/v1/dead-letters")
@Tag(name = "operation")
@RunOnVirtualThread
public class DeadLetterResource {

    /** A parked record, without its content. */
    public record Letter(
            long id,
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            @Nullable String type,
            String reason,
            Instant parkedAt) {}

    /** What to do with the parked records of a key. */
    public enum Action {
        REPLAY,
        GIVE_UP
    }

    /**
     * @param key left out: those that came without a key; they can only be given up
     * @param reason why, for the log
     */
    public record Resolution(
            @NotBlank String topic,
            @Nullable String key,
            @NotNull Action action,
            @NotBlank String reason) {}

    /** @param records how many were worked or given up */
    public record Resolved(int records) {}

    private static final Logger LOG = Logger.getLogger(DeadLetterResource.class);

    private final DeadLetterStore letters;
    private final InboxStore inbox;
    private final Instance<EventHandler> handlers;
    private final Transactions transactions;
    private final SuiteClock clock;
    private final Caller caller;

    DeadLetterResource(
            DeadLetterStore letters,
            InboxStore inbox,
            @Any Instance<EventHandler> handlers,
            Transactions transactions,
            SuiteClock clock,
            Caller caller) {
        this.letters = letters;
        this.inbox = inbox;
        this.handlers = handlers;
        this.transactions = transactions;
        this.clock = clock;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "listDeadLetters", summary = "Records that were parked, oldest first")
    public Page<Letter> list(@BeanParam PageRequest page) {
        var after = page.afterNumber(0);
        int length = page.length();
        var fetched = transactions.asWorker(() -> letters.waiting(after, length + 1));
        return Page.of(fetched, length, letter -> String.valueOf(letter.id()));
    }

    @POST
    @Path("/resolutions")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "resolveDeadLetters", summary = "Work the parked records of a key again, or give them up")
    @APIResponseSchema(value = Resolved.class, responseCode = "200", responseDescription = "How many were settled")
    @APIResponse(responseCode = "404", description = "This service reads no such topic")
    @APIResponse(responseCode = "409", description = "The records fail as before")
    public Resolved resolve(@Valid @NotNull Resolution wanted) {
        int records = transactions.asWorker(() -> {
            var held = letters.hold(wanted.topic(), wanted.key());
            if (wanted.action() == Action.REPLAY) {
                replay(wanted.topic(), held);
            }
            return letters.settle(held, clock.now());
        });
        Line.of("dead letters resolved")
                .with("topic", wanted.topic())
                .with("key", String.valueOf(wanted.key()))
                .with("action", wanted.action())
                .with("reason", wanted.reason())
                .with("records", records)
                .with("by", caller.person())
                .info(LOG);
        return new Resolved(records);
    }

    private void replay(String topic, List<Long> held) {
        var handler = handlers.stream()
                .filter(one -> one.topic().equals(topic))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("This service reads no such topic: see its README."));
        try {
            var events = new ArrayList<>(letters.events(held));
            var unseen = inbox.unseen(events.stream().map(IncomingEvent::id).toList());
            events.removeIf(event -> !unseen.remove(event.id()));
            if (!events.isEmpty()) {
                handler.handle(events);
            }
        } catch (RuntimeException stillBad) {
            Line.of("dead letters fail again").with("topic", topic).warn(LOG, stillBad);
            throw Problems.conflict(
                    "still-fails",
                    "The records fail as before: mend the cause first, or give them up. The log says why.");
        }
    }
}
