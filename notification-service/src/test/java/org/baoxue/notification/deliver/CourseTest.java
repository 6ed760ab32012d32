package org.baoxue.notification.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.baoxue.notification.deliver.Channel.Repeats;
import org.baoxue.notification.deliver.Message.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What follows from an attempt. */
class CourseTest {

    private static final Instant NOW = Instant.parse("2026-09-07T00:25:00Z");
    private static final Outcome TOOK_IT = new Outcome.Accepted("id", "accepted");
    private static final Outcome ARRIVED = new Outcome.Delivered("id", "delivered");
    private static final Outcome REFUSED = new Outcome.Refused("http-400");
    private static final Outcome REJECTED = new Outcome.Rejected("rejected");
    private static final Outcome NOT_SENT = new Outcome.NotSent("no-connection");
    private static final Outcome WITHDRAWN = new Outcome.Withdrawn("overtaken");
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
                new Row(WITHDRAWN, 2, false, Repeats.ONCE, State.FAILED),
                new Row(UNKNOWN, 1, false, Repeats.ONCE, State.PLANNED),
                new Row(UNKNOWN, 1, false, Repeats.MARKED, State.PLANNED),
                new Row(UNKNOWN, 1, false, Repeats.AGAIN, State.UNCLEAR),
                new Row(UNKNOWN, 3, false, Repeats.ONCE, State.UNCLEAR));
        for (var row : rows) {
            assertEquals(
                    row.state(),
                    course.after(
                                    row.outcome(),
                                    new Course.Stand(row.attempt(), row.unknownBefore(), null),
                                    row.repeats(),
                                    NOW)
                            .state(),
                    row.toString());
        }
    }

    @Test
    void pausesDoubleUpToALimit() {
        assertEquals(NOW.plusSeconds(30), notSent(1, null).nextAt());
        assertEquals(NOW.plusSeconds(60), notSent(2, null).nextAt());
        var evening = NOW.plus(Duration.ofHours(12));
        assertEquals(NOW.plusSeconds(960), notSent(6, evening).nextAt());
        assertEquals(NOW.plusSeconds(960), notSent(40, evening).nextAt());
    }

    @Test
    void theLastAddressIsTriedUntilTheNoticeIsStale() {
        assertEquals(State.FAILED, notSent(3, null).state(), "another address follows");
        assertEquals(State.PLANNED, notSent(30, NOW.plusSeconds(961)).state());
        assertEquals(State.FAILED, notSent(30, NOW.plusSeconds(960)).state());
        var evening = NOW.plus(Duration.ofHours(12));
        assertEquals(
                State.UNCLEAR,
                course.after(UNKNOWN, new Course.Stand(3, false, evening), Repeats.ONCE, NOW)
                        .state(),
                "what may have gone out is a person's to judge, and soon");
        assertEquals(
                State.UNCLEAR,
                course.after(NOT_SENT, new Course.Stand(3, true, evening), Repeats.ONCE, NOW)
                        .state());
    }

    private Course.Step notSent(int attempt, @Nullable Instant until) {
        return course.after(NOT_SENT, new Course.Stand(attempt, false, until), Repeats.ONCE, NOW);
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
