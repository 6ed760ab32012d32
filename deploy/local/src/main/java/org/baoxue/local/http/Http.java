package org.baoxue.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.baoxue.local.process.Trouble;

/**
 * A client that asks again while the server is away (a service that was killed or frozen comes back): every write of the suite is
 * idempotent, so asking twice is allowed.
 */
public final class Http {
    private static final Duration AWAY = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public Answer get(String url, String token) {
        return send(request("GET", url, token, BodyPublishers.noBody(), Map.of()));
    }

    public Answer delete(String url, String token) {
        return send(request("DELETE", url, token, BodyPublishers.noBody(), Map.of()));
    }

    public Answer send(String method, String url, String token, JsonNode body) {
        return send(method, url, token, body, Map.of());
    }

    public Answer send(String method, String url, String token, JsonNode body, Map<String, String> headers) {
        var all = new LinkedHashMap<>(headers);
        all.putIfAbsent("Content-Type", "application/json");
        return send(request(method, url, token, BodyPublishers.ofString(body.toString()), all));
    }

    public Answer text(String method, String url, String token, String contentType, String body) {
        return send(request(method, url, token, BodyPublishers.ofString(body), Map.of("Content-Type", contentType)));
    }

    public Answer bytes(String method, String url, String token, String contentType, byte[] body) {
        return send(request(method, url, token, BodyPublishers.ofByteArray(body), Map.of("Content-Type", contentType)));
    }

    public Answer form(String url, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(
                "POST",
                url,
                "",
                BodyPublishers.ofString(body),
                Map.of("Content-Type", "application/x-www-form-urlencoded")));
    }

    /** One attempt, for questions that are asked in a loop anyway; status 0 when nobody answers. */
    public Answer once(String url, String token) {
        var request = request("GET", url, token, BodyPublishers.noBody(), Map.of());
        try {
            return attempt(request);
        } catch (IOException e) {
            return new Answer("GET " + url, 0, String.valueOf(e.getMessage()), Optional.empty(), Optional.empty());
        }
    }

    public static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private static HttpRequest request(
            String method, String url, String token, HttpRequest.BodyPublisher body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .method(method, body)
                .timeout(Duration.ofMinutes(2))
                .header("Accept", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::setHeader);
        return request.build();
    }

    private Answer send(HttpRequest request) {
        var end = System.nanoTime() + AWAY.toNanos();
        while (true) {
            try {
                var answer = attempt(request);
                if (answer.status() < 502 || answer.status() > 504 || System.nanoTime() > end) {
                    return answer;
                }
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new Trouble(
                            request.method() + " " + request.uri() + ": nobody answers (" + e
                                    + "): see ./baoxue status.",
                            e);
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Answer attempt(HttpRequest request) throws IOException {
        try {
            var response = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    request.method() + " " + request.uri(),
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("ETag"),
                    response.headers().firstValue("Location"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted while waiting for " + request.uri() + ".", e);
        }
    }
}
