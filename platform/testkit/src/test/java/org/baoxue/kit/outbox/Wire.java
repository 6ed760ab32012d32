package org.baoxue.kit.outbox;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Where the relay's records go in a test: written down and acknowledged, but for the one that is to be lost. */
final class Wire implements Emitter<byte[]> {

    record Sent(String key, String id) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final int lost;
    private final AtomicInteger inTurn = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** @param lost which of the records, counted from 1 in the order they are sent; 0 for none */
    Wire(int lost) {
        this.lost = lost;
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    List<String> keys() {
        return sent.stream().map(Sent::key).toList();
    }

    /** How many records one transaction sent at most. */
    int most() {
        return most.get();
    }

    void turnBegins() {
        inTurn.set(0);
    }

    @Override
    public <M extends Message<? extends byte[]>> void send(M message) {
        var metadata = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        var id = metadata.getHeaders().lastHeader("ce_id").value();
        sent.add(new Sent(String.valueOf(metadata.getKey()), new String(id, StandardCharsets.UTF_8)));
        most.accumulateAndGet(inTurn.incrementAndGet(), Math::max);
        if (sent.size() == lost) {
            message.nack(new IllegalStateException("lost on the wire"));
        } else {
            message.ack();
        }
    }

    @Override
    public CompletionStage<Void> send(byte[] payload) {
        return CompletableFuture.failedStage(new UnsupportedOperationException("the relay sends messages"));
    }

    @Override
    public void complete() {
        throw new UnsupportedOperationException("the relay never ends its channel");
    }

    @Override
    public void error(Exception failure) {
        throw new UnsupportedOperationException("the relay never fails its channel", failure);
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean hasRequests() {
        return true;
    }
}
