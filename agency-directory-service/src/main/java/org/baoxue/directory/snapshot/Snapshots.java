package org.baoxue.directory.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;

/**
 * Publishes what changed, in the transaction that changes it. Writers of one key wait for each other, so that the topic
 * ends with the state that the database ends with.
 */
@ApplicationScoped
public class Snapshots {

    private static final String TOPIC = "baoxue.directory.v1";

    private final Outbox outbox;
    private final SnapshotStore store;
    private final SuiteClock clock;

    Snapshots(Outbox outbox, SnapshotStore store, SuiteClock clock) {
        this.outbox = outbox;
        this.store = store;
        this.clock = clock;
    }

    /** Waits until no other transaction writes this key; also when there is no row to lock yet. */
    public void claim(Kind kind, String code) {
        store.lock(kind.key(code));
    }

    /** As {@link #claim} for every key of a kind at once. */
    public void claimAll(Kind kind) {
        store.lock(kind.word());
    }

    public long nextRevision() {
        return store.nextRevision();
    }

    public void publish(Snapshot snapshot) {
        publish(List.of(snapshot));
    }

    public void publish(Collection<Snapshot> snapshots) {
        outbox.append(snapshots.stream().map(Snapshots::event).toList());
    }

    /** @param number of the republication: what is told again is another event than the change was */
    void publishAgain(Collection<Snapshot> snapshots, long number) {
        outbox.append(snapshots.stream()
                .map(Snapshots::event)
                .map(event -> event.again(number))
                .toList());
    }

    /** Says that nothing stands under this key any more. */
    public void gone(Kind kind, String code) {
        outbox.append(OutgoingEvent.gone(TOPIC, kind.key(code), kind.type(), store.nextRevision(), clock.now()));
    }

    private static OutgoingEvent event(Snapshot snapshot) {
        var kind = snapshot.kind();
        return OutgoingEvent.of(
                TOPIC, kind.key(snapshot.code()), kind.type(), snapshot.revision(), snapshot.body(), snapshot.at());
    }
}
