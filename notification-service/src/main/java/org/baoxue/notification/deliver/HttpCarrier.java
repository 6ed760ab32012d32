package org.baoxue.notification.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/** Sends a request and says how far it came. */
@ApplicationScoped
class HttpCarrier {

    sealed interface Answer {
        /** The carrier answered. */
        record Came(int status, String body) implements Answer {}

        /** Nothing that counts came back. */
        record None(Outcome outcome) implements Answer {}
    }

    /** These speak of our access, of the address we were given or of the moment, not of the order. */
    private static final Set<Integer> NOT_TAKEN = Set.of(401, 402, 403, 404, 405, 407, 421, 425, 429, 503);

    private static final int UNPROCESSABLE = 422;

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

    static Answer judge(int status, String body) {
        return status >= 200 && status < 300 ? new Answer.Came(status, body) : new Answer.None(refusal(status));
    }

    private static Outcome refusal(int status) {
        var detail = "http-" + status;
        if (NOT_TAKEN.contains(status)) {
            return new Outcome.NotSent(detail);
        }
        if (status == UNPROCESSABLE) {
            return new Outcome.Rejected(detail);
        }
        return status >= 500 || status == 408 || status == 409
                ? new Outcome.Unknown(detail)
                : new Outcome.Refused(detail);
    }
}
