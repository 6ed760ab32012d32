package org.baoxue.escalation.watch;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Vetoed;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.baoxue.testkit.Planted;
import org.baoxue.testkit.Platform;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Known bugs of when the short way may be taken, planted: whole looks beside it notice each of them. */
@QuarkusTest
@WithTestResource(Platform.class)
class BareLapsesFaultsIT extends WeeksPlayedTwice {
    private static final int HISTORIES = 2;
    private static final String BY = "theShortWayLeavesEverythingAsWholeLooksDo";

    @Test
    void calendars_that_changed() throws Exception {
        isCaught("short way though the calendars changed", """
                select student, only_lapses_until from child
                where look_since is null and only_lapses_next = next_due_at and only_lapses_until is not null
                """);
    }

    @Test
    void children_to_be_looked_at() throws Exception {
        isCaught(
                "short way though a look was asked for",
                "select student, only_lapses_until from child where only_lapses_until is not null");
    }

    private void isCaught(String fault, String trusted) throws Exception {
        Planted.isCaught(
                fault,
                BY,
                () -> children,
                () -> new Trusting(jdbi, trusted),
                this::theShortWayLeavesEverythingAsWholeLooksDo);
    }

    private void theShortWayLeavesEverythingAsWholeLooksDo(ChildStore claiming) {
        LongStream.rangeClosed(1, HISTORIES).forEach(seed -> compared(seed, claiming));
    }

    /** Lets the short way be taken wherever it says, whatever has changed since that was said. */
    @Vetoed
    private static final class Trusting extends ChildStore {
        private final Jdbi jdbi;
        private final String trusted;

        Trusting(Jdbi jdbi, String trusted) {
            super(jdbi);
            this.jdbi = jdbi;
            this.trusted = trusted;
        }

        @Override
        List<Due> claimDue(Instant now, int limit) {
            Map<String, Instant> until = new HashMap<>();
            jdbi.useHandle(handle -> handle.createQuery(trusted)
                    .map((row, context) -> until.put(
                            row.getString("student"),
                            row.getObject("only_lapses_until", OffsetDateTime.class)
                                    .toInstant()))
                    .list());
            return super.claimDue(now, limit).stream()
                    .map(due -> new Due(due.child(), until.get(due.child().student()), due.calendars()))
                    .toList();
        }
    }
}
