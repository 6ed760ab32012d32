package org.baoxue.notification.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.baoxue.notification.deliver.Channel.Repeats;
import org.baoxue.notification.deliver.Message.State;
import org.junit.jupiter.api.Test;

/** What follows from an attempt. */
class CourseTest {

    private static final Instant NOW = Instant.parse("2026-09-07T00:25:00Z");
    private static final Outcome TOOK_IT = new Outcome.Accepted("id", "accepted");
    private static final Outcome ARRIVED = new Outcome.Delivered("id", "delivered");
    private static final Outcome REFUSED = new Outcome.Refused("http-400");
    private static final Outcome REJECTED = new Outcome.Rejected("rejected");
    private static final Outcome NOT_SENT = new Outcome.NotSent("no-connection");
    private static final Outcome UNKNOWN = new Outcome.Unknown("no-answer");

    private final Course course = new Course(3, Duration.ofSeconds(30));

    private record Row(Outcome outcome, int attempt, boolean unknownBefore, Repeats repeats, State state) {}

    @Test
    void theTable() {
        var rows = List.of(
                new Row(ARRIVED, 1, false, Repeats.ONCE, State.DELIVERED),
                new Row(ARRIVED, 2, true, Repeats.MARKED, State.DELIVERED),
                new Row(TOOK_IT, 1, false, Repeats.AGAIN, State.ACCEPTED),
                new Row(REFUSED, 1, false, Repeats.ONCE, State.FAILED),
                new Row(REFUSED, 2, true, Repeats.ONCE, State.UNCLEAR),
                new Row(REFUSED, 2, true, Repeats.MARKED, State.UNCLEAR),
                new Row(REJECTED, 1, false, Repeats.AGAIN, State.FAILED),
                new Row(REJECTED, 2, true, Repeats.ONCE, State.FAILED),
                new Row(REJECTED, 2, true, Repeats.MARKED, State.UNCLEAR),
                new Row(NOT_SENT, 1, false, Repeats.AGAIN, State.PLANNED),
                new Row(NOT_SENT, 3, false, Repeats.ONCE, State.FAILED),
                new Row(NOT_SENT, 3, true, Repeats.ONCE, State.UNCLEAR),
                new Row(UNKNOWN, 1, false, Repeats.ONCE, State.PLANNED),
                new Row(UNKNOWN, 1, false, Repeats.MARKED, State.PLANNED),
                new Row(UNKNOWN, 1, false, Repeats.AGAIN, State.UNCLEAR),
                new Row(UNKNOWN, 3, false, Repeats.ONCE, State.UNCLEAR));
        for (var row : rows) {
            assertEquals(
                    row.state(),
                    course.after(row.outcome(), row.attempt(), row.unknownBefore(), row.repeats(), NOW)
                            .state(),
                    row.toString());
        }
    }

    @Test
    void pausesDouble() {
        assertEquals(
                NOW.plusSeconds(30),
                course.after(NOT_SENT, 1, false, Repeats.ONCE, NOW).nextAt());
        assertEquals(
                NOW.plusSeconds(60),
                course.after(NOT_SENT, 2, false, Repeats.ONCE, NOW).nextAt());
    }

    @Test
    void whatMayHaveGoneOutIsNeverRepeatedWhereTheCarrierWouldSendItAgain() {
        assertFalse(Course.maySend(true, Repeats.AGAIN));
        assertTrue(Course.maySend(false, Repeats.AGAIN));
        assertTrue(Course.maySend(true, Repeats.ONCE));
        assertTrue(Course.maySend(true, Repeats.MARKED));
    }

    @Test
    void aNoticeIsWhatTheBestOfItsMessagesIs() {
        assertEquals(State.DELIVERED, State.of(List.of(State.FAILED, State.DELIVERED, State.UNCLEAR)));
        assertEquals(State.ACCEPTED, State.of(List.of(State.ACCEPTED, State.PLANNED)));
        assertEquals(State.SENDING, State.of(List.of(State.FAILED, State.PLANNED)));
        assertEquals(State.UNCLEAR, State.of(List.of(State.FAILED, State.UNCLEAR)));
        assertEquals(State.FAILED, State.of(List.of(State.FAILED)));
    }
}
