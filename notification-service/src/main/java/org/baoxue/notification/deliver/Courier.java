package org.baoxue.notification.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.due.DueWork;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Transactions;
import org.baoxue.notification.contact.Address;
import org.baoxue.notification.report.Reports;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due: claims with a lease, sends without a transaction, records. Who dies in between leaves a lease that runs
 * out, and the next attempt carries the same key.
 */
@ApplicationScoped
class Courier implements DueWork {

    private static final Logger LOG = Logger.getLogger(Courier.class);

    private final MessageStore store;
    private final Messages messages;
    private final Reports reports;
    private final Transactions transactions;
    private final SuiteClock clock;
    private final DeliveryConfig config;
    private final Course course;
    private final Map<Address.Kind, Channel> channels = new EnumMap<>(Address.Kind.class);

    Courier(
            MessageStore store,
            Messages messages,
            Reports reports,
            Transactions transactions,
            SuiteClock clock,
            DeliveryConfig config,
            @Any Instance<Channel> channels) {
        this.store = store;
        this.messages = messages;
        this.reports = reports;
        this.transactions = transactions;
        this.clock = clock;
        this.config = config;
        this.course = new Course(config.attempts(), config.firstPause());
        if (config.lease().compareTo(config.timeout().multipliedBy(2)) <= 0) {
            throw new IllegalStateException(
                    "baoxue.notification.delivery.lease must be longer than two timeouts, or a message"
                            + " that is still under way would be sent by another node.");
        }
        channels.forEach(channel -> this.channels.put(channel.kind(), channel));
    }

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public int work(Instant now, int limit) {
        int worked = 0;
        List<Message> claimed;
        do {
            claimed = transactions.asWorker(() -> store.claim(now, config.parallel(), config.lease()));
            sendAll(claimed);
            worked += claimed.size();
        } while (claimed.size() == config.parallel() && worked < limit);
        return Math.min(worked, limit);
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(MessageStore.WAITING);
    }

    /** What is to be said was decided when it was planned: it is only sent. */
    @Override
    public boolean decides() {
        return false;
    }

    private void sendAll(List<Message> claimed) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sent = new java.util.ArrayList<>();
            claimed.forEach(message -> sent.add(threads.submit(() -> deliver(message))));
            for (var one : sent) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "a message could not be recorded; its lease will run out", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopping", stopping);
        }
    }

    private void deliver(Message message) {
        var channel = channels.get(Address.Kind.valueOf(message.channel()));
        if (channel == null) {
            throw new IllegalStateException("no channel of kind " + message.channel());
        }
        var outcome = message.withdrawn(clock.now())
                .<Outcome>map(Outcome.Withdrawn::new)
                .orElseGet(() -> attempt(message, channel));
        record(message, channel, outcome);
    }

    private Outcome attempt(Message message, Channel channel) {
        boolean tooOften = message.unknown() && message.attempt() > config.attempts();
        if (tooOften || !Course.maySend(message.unknown(), channel.repeats())) {
            return new Outcome.Unknown("not-repeated");
        }
        try {
            var order = messages.open(message.sealedOrder());
            return channel.send(message.id(), order, attachment(message.report()));
        } catch (RuntimeException broken) {
            Line.of("message could not be sent").with("message", message.id()).warn(LOG, broken);
            return new Outcome.Unknown("broken");
        }
    }

    private Channel.@Nullable Attachment attachment(@Nullable String report) {
        if (report == null) {
            return null;
        }
        var document = transactions.asWorker(() -> reports.document(report));
        return document.map(found ->
                        new Channel.Attachment(report + ".pdf", "application/pdf", found.pdf(), found.sha256()))
                .orElse(null);
    }

    private void record(Message message, Channel channel, Outcome outcome) {
        var step = course.after(outcome, message.stand(), channel.repeats(), clock.now());
        boolean recorded = transactions.asWorker(() -> {
            if (!store.record(message, step, providerId(outcome))) {
                return false;
            }
            if (message.abandoned()) {
                store.attempted(message.id(), message.attempt() - 1, "Unknown", "abandoned");
            }
            store.attempted(message.id(), message.attempt(), outcome.getClass().getSimpleName(), outcome.detail());
            if (step.nextAt() == null) {
                messages.settled(message.id(), step.state(), null);
            } else if (!step.unknown() && message.attempt() >= config.attempts()) {
                messages.late(message.id());
            }
            return true;
        });
        Line.of(recorded ? "message attempted" : "message attempted after its lease")
                .with("message", message.id())
                .with("channel", message.channel())
                .with("attempt", message.attempt())
                .with("outcome", outcome.getClass().getSimpleName())
                .with("detail", outcome.detail())
                .info(LOG);
    }

    private static @Nullable String providerId(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered(var id, var detail) -> id;
            case Outcome.Accepted(var id, var detail) -> id;
            case Outcome.Refused refused -> null;
            case Outcome.Rejected rejected -> null;
            case Outcome.NotSent notSent -> null;
            case Outcome.Withdrawn withdrawn -> null;
            case Outcome.Unknown unknown -> null;
        };
    }
}
