package org.baoxue.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.OperationAudit;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.inbox.DeadLetterResource.Action;
import org.baoxue.kit.inbox.DeadLetterResource.Resolution;
import org.baoxue.kit.inbox.DeadLetterResource.Resolved;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Passing;
import org.baoxue.kit.store.Transactions;
import org.jboss.logging.Logger;

/**
 * Works parked records again or gives them up, each transaction with who did it and why. The records of a key are taken from the
 * first on, never past one that fails; a record that was worked before (here, or by a repeat on the topic) is not worked again.
 */
@ApplicationScoped
class Resolutions {

    private static final Logger LOG = Logger.getLogger(Resolutions.class);
    private static final int ONE = 1;
    private static final int BATCH = 500;

    private final DeadLetterStore letters;
    private final ParkedRecords parked;
    private final Instance<EventHandler> handlers;
    private final Transactions transactions;
    private final OperationAudit audit;
    private final SuiteClock clock;
    private final Caller caller;

    Resolutions(
            DeadLetterStore letters,
            ParkedRecords parked,
            @Any Instance<EventHandler> handlers,
            Transactions transactions,
            OperationAudit audit,
            SuiteClock clock,
            Caller caller) {
        this.letters = letters;
        this.parked = parked;
        this.handlers = handlers;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.caller = caller;
    }

    /** @throws org.baoxue.kit.problem.Problem 404 without a handler of the topic, 409 when they fail again */
    Resolved resolve(Resolution wanted) {
        var resolved = wanted.action() == Action.REPLAY ? replay(upToNow(wanted)) : giveUp(upToNow(wanted));
        Line.of("dead letters resolved")
                .with("topic", wanted.topic())
                .with("action", wanted.action())
                .with("reason", wanted.reason())
                .with("records", resolved.records())
                .with("by", caller.person())
                .info(LOG);
        return resolved;
    }

    /** What is parked meanwhile stays, or the request might never end. */
    private Resolution upToNow(Resolution wanted) {
        Long last = wanted.upTo() == null
                ? transactions.asWorker(() -> letters.last(wanted.topic(), wanted.key()))
                : wanted.upTo();
        return new Resolution(wanted.topic(), wanted.key(), last, wanted.action(), wanted.reason());
    }

    private Resolved giveUp(Resolution wanted) {
        int given = 0;
        while (true) {
            var resolved = settle(wanted, BATCH, held -> {});
            if (resolved.records() == 0) {
                return new Resolved(given, resolved.left());
            }
            given += resolved.records();
        }
    }

    /** Some hundred at a time, and from the first of them that fails one by one. */
    private Resolved replay(Resolution wanted) {
        var handler = handlers.stream()
                .filter(one -> one.topic().equals(wanted.topic()))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("This service reads no such topic: see its README."));
        int worked = 0;
        int batch = BATCH;
        while (true) {
            try {
                var resolved = settle(wanted, batch, held -> parked.work(handler, held));
                if (resolved.records() == 0) {
                    return new Resolved(worked, resolved.left());
                }
                worked += resolved.records();
            } catch (RuntimeException failed) {
                if (Passing.is(failed)) {
                    throw failed;
                }
                if (batch == ONE) {
                    return upTo(wanted, failed, worked);
                }
                batch = ONE;
            }
        }
    }

    /** What fails alone keeps those behind it waiting. */
    private Resolved upTo(Resolution wanted, RuntimeException failed, int worked) {
        long left = noted(wanted, failed);
        if (worked > 0) {
            return new Resolved(worked, left);
        }
        throw Problems.conflict(
                "still-fails",
                "The first record fails as before: mend the cause, or give it up. GET /v1/dead-letters says why.");
    }

    private long noted(Resolution wanted, RuntimeException failed) {
        var cause = Cause.of(failed);
        Line.of("a dead letter fails again")
                .with("topic", wanted.topic())
                .with("cause", cause)
                .warn(LOG);
        return transactions.asWorker(() -> {
            letters.failed(wanted.topic(), wanted.key(), cause);
            return letters.left(wanted.topic(), wanted.key());
        });
    }

    private Resolved settle(Resolution wanted, int limit, Work work) {
        return transactions.asWorker(() -> {
            var held = letters.hold(wanted.topic(), wanted.key(), wanted.upTo(), limit);
            work.of(held);
            int records = letters.settle(held, clock.now());
            if (records > 0) {
                audit.did(
                        "resolveDeadLetters " + wanted.action(),
                        wanted.topic() + " " + wanted.key(),
                        wanted.reason(),
                        records);
            }
            return new Resolved(records, letters.left(wanted.topic(), wanted.key()));
        });
    }

    private interface Work {
        void of(List<Long> held);
    }
}
