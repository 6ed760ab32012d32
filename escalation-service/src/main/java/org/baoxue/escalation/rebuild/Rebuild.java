package org.baoxue.escalation.rebuild;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.baoxue.kit.inbox.Replay;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Transactions;
import org.jboss.logging.Logger;

/**
 * On an empty database the service first reads what it has itself published, from the beginning: its spells, duties, firings,
 * evidence and policies are as they were, with what people had recorded over REST, and nothing is decided or sent. Only then it
 * listens: the facts of the other topics come in from their beginning too, and before anything is decided about a child all of
 * them have been read, as after any start. Of what was decided already nothing is decided again.
 *
 * <p>What is nowhere published does not come back: notes in people's own words, and who asked what. The time without a
 * database counts as an outage from the last word of this service on.
 */
@ApplicationScoped
class Rebuild {
    private static final Logger LOG = Logger.getLogger(Rebuild.class);
    /** After the check of the outbox, before channels listen and anything looks for due work. */
    private static final int BEFORE_ANYTHING_IS_HEARD = 10;

    /** So many rows are written at a time at the end. */
    private static final int PAGE = 5000;

    private final Replay replay;
    private final OwnEvents events;
    private final RebuildStore store;
    private final Transactions transactions;

    Rebuild(Replay replay, OwnEvents events, RebuildStore store, Transactions transactions) {
        this.replay = replay;
        this.events = events;
        this.store = store;
        this.transactions = transactions;
    }

    void start(@Observes @Priority(BEFORE_ANYTHING_IS_HEARD) StartupEvent starting) {
        if (transactions.asWorker(store::isWhole)) {
            return;
        }
        var last = replay.read(events);
        transactions.asWorker(() -> {
            if (store.setWhole()) {
                last.ifPresent(store::standsStillSince);
                store.finish(PAGE);
            }
        });
        last.ifPresent(at -> Line.of("the state was told anew from what was published")
                .with("last", at)
                .info(LOG));
    }
}
