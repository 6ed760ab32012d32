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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

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
                // before the limit of the answer, so that "not reached" is known as such
                .connectTimeout(timeout.dividedBy(2))
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** The limit holds for the whole answer: a carrier that stops in mid-answer holds nobody up. */
    Answer send(HttpRequest.Builder request) {
        var coming = client.sendAsync(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofString());
        try {
            var response = coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return judge(response.statusCode(), response.body());
        } catch (ExecutionException failed) {
            return new Answer.None(judge(failed.getCause()));
        } catch (TimeoutException slow) {
            coming.cancel(true);
            return new Answer.None(new Outcome.Unknown("no-answer"));
        } catch (InterruptedException stopping) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.None(new Outcome.Unknown("stopped"));
        }
    }

    private static Outcome judge(@Nullable Throwable failed) {
        return switch (failed) {
            case ConnectException unreached -> new Outcome.NotSent("no-connection");
            case HttpConnectTimeoutException unreached -> new Outcome.NotSent("no-connection");
            case IOException broken -> new Outcome.Unknown("no-answer");
            case null, default -> throw new IllegalStateException("a request could not be made", failed);
        };
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
