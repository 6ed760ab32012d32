package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.baoxue.local.http.Json;
import org.baoxue.local.suite.Service;
import org.jspecify.annotations.Nullable;

/** Sends a file of roll calls in small parts, and after whatever broke off asks where to go on. */
final class FileSender {
    private static final int PART = 1000;
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final String FILES = "/v1/roll-call-files";

    /** What stands against an answer other than taken, come again, and silence. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fault(String what) {
            super(what);
        }
    }

    private final Desk desk;
    private final HttpClient http;
    private int breaks;

    FileSender(Desk desk, HttpClient http) {
        this.desk = desk;
        this.http = http;
    }

    /** How often a part was not answered, or was to come again. */
    int breaks() {
        return breaks;
    }

    /**
     * Returns the file as it is when all of it was taken.
     *
     * @param machine whose file it is
     * @param key by which the file is begun once
     */
    JsonNode send(String machine, String key, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var begun = again(() -> ask(machine, FILES)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"format\":\"NDJSON\"}")));
        var path = FILES + "/" + begun.path("file").asText();
        var file = begun;
        while (!file.has("completedAt")) {
            int from = file.path("position").asInt();
            int end = Math.min(bytes.length, from + PART);
            var part = once(ask(machine, path)
                    .header("Content-Type", "application/octet-stream")
                    .header("Upload-Offset", Integer.toString(from))
                    .header("Upload-Complete", end == bytes.length ? "?1" : "?0")
                    .method("PATCH", BodyPublishers.ofByteArray(Arrays.copyOfRange(bytes, from, end))));
            file = part != null ? part : again(() -> ask(machine, path).GET());
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        return file;
    }

    private interface Asking {
        HttpRequest.Builder request();
    }

    /** Until it is answered. */
    private JsonNode again(Asking asking) {
        var answer = once(asking.request());
        while (answer == null) {
            if (Thread.currentThread().isInterrupted()) {
                throw new Fault("interrupted before a file was taken");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = once(asking.request());
        }
        return answer;
    }

    /** Null where it is to be asked again. */
    private @Nullable JsonNode once(HttpRequest.Builder request) {
        try {
            return taken(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException away) {
            breaks++;
            return null;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private @Nullable JsonNode taken(HttpResponse<String> answer) {
        int status = answer.statusCode();
        boolean comesAgain =
                status == 503 && answer.headers().firstValue("Retry-After").isPresent();
        if (comesAgain || status == 409) {
            breaks++;
            return null;
        }
        if (status >= 300) {
            throw new Fault("a file is answered " + status + ": " + answer.body());
        }
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder ask(String machine, String path) {
        return HttpRequest.newBuilder(URI.create(desk.url(Service.ATTENDANCE, path)))
                .timeout(SILENCE)
                .header("Authorization", "Bearer " + desk.machineToken(machine));
    }
}
