package org.baoxue.notification.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a carrier's status says of an order. */
class HttpCarrierTest {

    private record Row(int status, Outcome outcome) {}

    @Test
    void theTable() {
        var rows = List.of(
                new Row(400, new Outcome.Refused("http-400")),
                new Row(401, new Outcome.NotSent("http-401")),
                new Row(403, new Outcome.NotSent("http-403")),
                new Row(404, new Outcome.NotSent("http-404")),
                new Row(407, new Outcome.NotSent("http-407")),
                new Row(408, new Outcome.Unknown("http-408")),
                new Row(409, new Outcome.Unknown("http-409")),
                new Row(410, new Outcome.Refused("http-410")),
                new Row(413, new Outcome.Refused("http-413")),
                new Row(422, new Outcome.Rejected("http-422")),
                new Row(429, new Outcome.NotSent("http-429")),
                new Row(500, new Outcome.Unknown("http-500")),
                new Row(503, new Outcome.NotSent("http-503")));
        for (var row : rows) {
            assertEquals(new HttpCarrier.Answer.None(row.outcome()), HttpCarrier.judge(row.status(), ""));
        }
        assertEquals(new HttpCarrier.Answer.Came(202, "{}"), HttpCarrier.judge(202, "{}"));
    }
}
