package org.baoxue.escalation.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Platform;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What has been due longest is worked first, batch by batch. */
@QuarkusTest
@WithTestResource(Platform.class)
class OldestFirstIT {
    private static final Instant LONG_AGO = Instant.parse("2001-09-03T01:00:00Z");

    @Inject
    ChildStore children;

    @Inject
    Transactions transactions;

    @Inject
    Jdbi jdbi;

    @Test
    void a_backlog_is_worked_from_its_oldest_on() {
        var claimed = new ArrayList<List<String>>();
        assertThrows(
                RuntimeException.class,
                () -> transactions.asWorker(() -> {
                    // seen by nobody else: the transaction ends without them
                    due("of-noon", 180);
                    due("of-nine", 0);
                    due("of-ten", 60);
                    var now = LONG_AGO.plusSeconds(86_400);
                    claimed.add(claimed(now));
                    claimed.get(0).forEach(student -> children.putOff(student, now.plusSeconds(86_400)));
                    claimed.add(claimed(now));
                    QuarkusTransaction.setRollbackOnly();
                }));
        assertEquals(List.of(List.of("of-nine", "of-ten"), List.of("of-noon")), claimed);
    }

    private List<String> claimed(Instant now) {
        return children.claimDue(now, 2).stream()
                .map(due -> due.child().student())
                .toList();
    }

    private void due(String student, int minutes) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into child (student, school, class_id, place, enrolled, revision, next_due_at)"
                        + " values (?, 'S-X', 'S-X-1', '530113001', true, 1, ?)",
                student,
                LONG_AGO.plusSeconds(60L * minutes)));
    }
}
