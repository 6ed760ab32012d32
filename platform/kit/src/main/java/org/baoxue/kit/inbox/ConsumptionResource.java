package org.baoxue.kit.inbox;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.OperationAudit;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets an operator stop and go on taking in what others publish, channel by channel. A pause holds on every node and over
 * restarts; meanwhile whatever decides waits, since what is unread may end what is due (docs/adr/0012).
 */
@Path("/v1/consumption")
@Tag(name = "operation")
@RunOnVirtualThread
public class ConsumptionResource {

    private static final Logger LOG = Logger.getLogger(ConsumptionResource.class);
    private static final int LONGEST_REASON = 200;

    /** Whether a channel is read. */
    public enum State {
        READING,
        PAUSED,
        NO_BROKER
    }

    /**
     * A channel on which this service listens.
     *
     * @param lag how many records of its topic are not taken in; null while the broker does not say
     * @param pausedBy the operator's person code; this and what follows is null while it is not paused
     */
    @Schema(name = "ConsumptionChannel")
    public record Channel(
            String channel,
            String topic,
            State state,
            @Nullable Long lag,
            @Nullable String pausedBy,
            @Nullable String reason,
            @Nullable Instant pausedAt) {}

    /** @param reason why, kept and shown: no name of a person, no data of a child */
    public record Pausing(
            @NotBlank @Size(max = LONGEST_REASON) String reason) {}

    private final Consumers consumers;
    private final Pauses pauses;
    private final PauseStore store;
    private final Lag lag;
    private final Backlog backlog;
    private final Transactions transactions;
    private final OperationAudit audit;
    private final Caller caller;

    ConsumptionResource(
            Consumers consumers,
            Pauses pauses,
            PauseStore store,
            Lag lag,
            Backlog backlog,
            Transactions transactions,
            OperationAudit audit,
            Caller caller) {
        this.consumers = consumers;
        this.pauses = pauses;
        this.store = store;
        this.lag = lag;
        this.backlog = backlog;
        this.transactions = transactions;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "listConsumption",
            summary = "The channels on which this service listens, and which are paused")
    public List<Channel> list() {
        pauses.read();
        return consumers.topics().keySet().stream().map(this::channel).toList();
    }

    @PUT
    @Path("/{channel}/pause")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "pauseConsumption",
            summary = "Take in nothing of a channel until it is resumed; what falls due and decides waits as well")
    @APIResponseSchema(
            value = Channel.class,
            responseCode = "200",
            responseDescription = "Paused, on every node; a pause that stood before stands")
    @APIResponse(responseCode = "404", description = "This service has no such channel")
    public Channel pause(@PathParam("channel") String channel, @Valid @NotNull Pausing why) {
        var topic = topic(channel);
        boolean paused = transactions.asWorker(() -> {
            boolean written = store.pause(topic, caller.person(), why.reason());
            if (written) {
                audit.did("pauseConsumption", channel, why.reason(), 0);
            }
            return written;
        });
        if (paused) {
            line("consumption paused", channel).with("reason", why.reason()).warn(LOG);
        }
        return seen(channel);
    }

    @DELETE
    @Path("/{channel}/pause")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "resumeConsumption", summary = "Go on with a channel where it was paused")
    @APIResponseSchema(value = Channel.class, responseCode = "200", responseDescription = "Read again, on every node")
    @APIResponse(responseCode = "404", description = "This service has no such channel")
    public Channel resume(@PathParam("channel") String channel) {
        var topic = topic(channel);
        boolean resumed = transactions.asWorker(() -> {
            boolean deleted = store.resume(topic);
            if (deleted) {
                audit.did("resumeConsumption", channel, "", 0);
            }
            return deleted;
        });
        if (resumed) {
            line("consumption resumed", channel).info(LOG);
        }
        return seen(channel);
    }

    /** This node need not find out: what decides is held from here on. */
    private Channel seen(String channel) {
        pauses.read();
        backlog.hearAnew();
        return channel(channel);
    }

    private Line line(String message, String channel) {
        return Line.of(message).with("channel", channel).with("by", caller.person());
    }

    private Channel channel(String channel) {
        var topic = topic(channel);
        var pause = pauses.of(topic);
        var otherwise = consumers.isConnected(channel) ? State.READING : State.NO_BROKER;
        return new Channel(
                channel,
                topic,
                pause.isPresent() ? State.PAUSED : otherwise,
                lag.of(topic).isPresent() ? lag.of(topic).getAsLong() : null,
                pause.map(Pause::by).orElse(null),
                pause.map(Pause::reason).orElse(null),
                pause.map(Pause::since).orElse(null));
    }

    private String topic(String channel) {
        var topic = consumers.topics().get(Asked.code("channel", channel));
        if (topic == null) {
            throw Problems.notFound(
                    "This service has no such channel: GET /v1/consumption lists them.",
                    new Problem.At(
                            "path:channel", "one of " + consumers.topics().keySet()));
        }
        return topic;
    }
}
