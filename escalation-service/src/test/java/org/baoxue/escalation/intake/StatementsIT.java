package org.baoxue.escalation.intake;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.baoxue.escalation.School;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a batch of roll calls costs does not depend on how many children are present. */
@QuarkusTest
@WithTestResource(Platform.class)
class StatementsIT {
    @Inject
    AttendanceListener listener;

    @Inject
    Transactions transactions;

    @Inject
    Jdbi jdbi;

    private School school;

    @BeforeEach
    void open() {
        Hand.puts(School.at("2026-09-07 07:00"));
        school = School.open("S-9");
        await().until(() -> Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) = 2 from post where scope = 'S-9'")
                        .mapTo(Boolean.class)
                        .one()));
        Hand.puts(School.at("2026-09-07 08:10"));
    }

    @Test
    void classes_of_twenty_and_of_sixty_cost_the_same_number_of_statements() {
        // the first batch of all opens duties too; those of later sessions find them open
        statements("warm", "08:05", 20, 5);
        long ofTwenty = statements("small", "08:05", 20, 5);
        long ofSixty = statements("large", "08:05", 60, 5);
        assertTrue(ofTwenty > 0);
        assertEquals(ofTwenty, ofSixty);
    }

    @Test
    void ten_classes_cost_no_more_statements_than_two() {
        assertEquals(statements("two", "08:05", 30, 2), statements("ten", "08:05", 30, 10));
    }

    @Test
    void a_roll_call_with_nobody_absent_looks_at_nobody() {
        long nobody = statements(List.of(school.rollCall("zero", "2026-09-07 08:05", 60, List.of())));
        assertTrue(nobody < 10, () -> "statements: " + nobody);
    }

    /** One absent child in each of so many classes. */
    private long statements(String name, String time, int size, int classes) {
        return statements(IntStream.range(0, classes)
                .mapToObj(
                        n -> school.rollCall(name + n, "2026-09-07 " + time, size, List.of("absent-" + name + "-" + n)))
                .toList());
    }

    private long statements(List<Map<String, Object>> rollCalls) {
        List<IncomingEvent> events = rollCalls.stream()
                .map(call -> new IncomingEvent(
                        UUID.randomUUID(),
                        "baoxue.attendance.v1",
                        0,
                        0,
                        school.code(),
                        "org.baoxue.attendance.roll-call-recorded.v1",
                        Instant.EPOCH,
                        Json.write(call)))
                .toList();
        return transactions.asWorker(() -> {
            OwnStatements own = new OwnStatements(Thread.currentThread());
            jdbi.getConfig(SqlStatements.class).setSqlLogger(own);
            listener.handle(events);
            return own.count;
        });
    }

    /** Counts what one thread sends; the due work of the same service goes on beside it. */
    private static final class OwnStatements implements SqlLogger {
        private final Thread thread;
        private long count;

        OwnStatements(Thread thread) {
            this.thread = thread;
        }

        @Override
        public void logAfterExecution(StatementContext context) {
            if (Thread.currentThread().equals(thread)) {
                count++;
            }
        }
    }
}
