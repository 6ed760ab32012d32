package org.baoxue.notification.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends a request and says how far it came. */
@ApplicationScoped
class HttpCarrier {

    sealed interface Answer {
        /** The carrier answered. */
        record Came(int status, String body) implements Answer {}

        /** Nothing that counts came back. */
        record None(Outcome outcome) implements Answer {}
    }

    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final HttpClient client;
    private final Duration timeout;

    HttpCarrier(DeliveryConfig config) {
        timeout = config.timeout();
        client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofString());
            return judge(response.statusCode(), response.body());
        } catch (ConnectException | HttpConnectTimeoutException unreached) {
            return new Answer.None(new Outcome.NotSent("no-connection"));
        } catch (IOException broken) {
            return new Answer.None(new Outcome.Unknown("no-answer"));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Answer.None(new Outcome.Unknown("stopped"));
        }
    }

    private static Answer judge(int status, String body) {
        if (status >= 200 && status < 300) {
            return new Answer.Came(status, body);
        }
        var detail = "http-" + status;
        if (status == TOO_MANY || status == UNAVAILABLE) {
            return new Answer.None(new Outcome.NotSent(detail));
        }
        return new Answer.None(
                status >= 500 || status == 408 || status == 409
                        ? new Outcome.Unknown(detail)
                        : new Outcome.Refused(detail));
    }
}
