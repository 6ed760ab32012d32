package org.baoxue.notification.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.VertxException;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What a failed sending of a mail says: by its kind and the server's reply, never by a number in a text. */
class MailChannelTest {

    private record Row(Throwable failed, Outcome outcome) {}

    @Test
    void theTable() {
        var rows = List.of(
                new Row(reply(550), new Outcome.Refused("smtp-550")),
                new Row(reply(451), new Outcome.NotSent("smtp-451")),
                new Row(reply(421), new Outcome.NotSent("smtp-421")),
                new Row(reply(535), new Outcome.NotSent("smtp-535")),
                new Row(
                        new NoRouteToHostException("No route to host: mail.example.org/10.1.2.3:587"),
                        new Outcome.NotSent("no-connection")),
                new Row(
                        new ConnectException("Connection refused: mail.example.org/10.1.2.3:465"),
                        new Outcome.NotSent("no-connection")),
                new Row(new UnknownHostException("mail.example.org"), new Outcome.NotSent("no-connection")),
                new Row(
                        new IllegalArgumentException("invalid email address li@@550.example"),
                        new Outcome.Refused("bad-address")),
                new Row(
                        new VertxException("Connection was closed, 550 bytes read"),
                        new Outcome.Unknown("broken-off")));
        for (var row : rows) {
            assertEquals(row.outcome(), MailChannel.judge(row.failed()), row.toString());
            assertEquals(row.outcome(), MailChannel.judge(new CompletionException(row.failed())), row.toString());
        }
    }

    private static SMTPException reply(int code) {
        return new SMTPException("recipient address not accepted", code, List.of(code + " no"), false);
    }
}
