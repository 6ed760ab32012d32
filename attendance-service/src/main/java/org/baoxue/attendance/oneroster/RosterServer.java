package org.baoxue.attendance.oneroster;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.baoxue.attendance.oneroster.RosterServers.Server;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.web.BoundedStream;

/** Reads the REST binding of OneRoster 1.2, page by page. What the server says in a refusal is passed on to nobody. */
@ApplicationScoped
class RosterServer {

    private static final int PAGE = 1000;
    private static final int MOST_RECORDS = 1_000_000;
    private static final long LARGEST_PAGE = 64L << 20;
    private static final Duration CONNECTED = Duration.ofSeconds(10);
    private static final Duration ANSWERED = Duration.ofMinutes(1);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECTED)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @PreDestroy
    void close() {
        client.shutdownNow();
    }

    /** A bearer token by client credentials (RFC 6749, section 4.4). */
    String token(Server server) {
        var credentials = encoded(server.clientId()) + ":" + encoded(server.clientSecret());
        var request = HttpRequest.newBuilder(server.tokenUrl())
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=" + encoded(server.scope())));
        var token =
                read(send(request, "the token address")).path("access_token").asText();
        if (token.isEmpty()) {
            throw failed("the token address answered without a token");
        }
        return token;
    }

    /**
     * Gives each record of a collection to {@code record}.
     *
     * @param path of the collection under the server's own; its last part names the records in the answer
     */
    void read(Server server, String token, String path, Consumer<JsonNode> record) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        int offset = 0;
        while (true) {
            var answer = send(
                    HttpRequest.newBuilder(URI.create(server.url() + path + "?limit=" + PAGE + "&offset=" + offset))
                            .header("Authorization", "Bearer " + token)
                            .header("Accept", "application/json"),
                    name);
            var records = read(answer).path(name);
            if (!records.isArray()) {
                throw failed(name + " came without an array of that name");
            }
            records.forEach(record);
            offset += records.size();
            if (offset > MOST_RECORDS) {
                throw failed(name + " do not end: more than " + MOST_RECORDS);
            }
            if (records.isEmpty() || !more(answer, offset, records.size())) {
                return;
            }
        }
    }

    /** As the server says it: a link to the next page, or how many there are; or else whether the page was full. */
    private static boolean more(HttpResponse<?> answer, int offset, int came) {
        var links = answer.headers().allValues("Link");
        if (!links.isEmpty()) {
            return links.stream().anyMatch(link -> link.contains("rel=\"next\"") || link.contains("rel=next"));
        }
        return answer.headers()
                .firstValue("X-Total-Count")
                .map(total -> !total.equals(Integer.toString(offset)))
                .orElse(came >= PAGE);
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request, String what) {
        try {
            var answer = client.send(request.timeout(ANSWERED).build(), BodyHandlers.ofInputStream());
            if (answer.statusCode() != OK) {
                answer.body().close();
                throw failed(what + " answered " + answer.statusCode());
            }
            return answer;
        } catch (IOException unreached) {
            throw failed(what + " did not answer");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw failed(what + " was not waited for");
        }
    }

    private static JsonNode read(HttpResponse<InputStream> answer) {
        try (var body = new BoundedStream(
                answer.body(), LARGEST_PAGE, () -> failed("a page has more than " + LARGEST_PAGE + " bytes"))) {
            return Json.tree(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException broken) {
            throw failed("an answer broke off, or is no JSON");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Problem failed(String what) {
        return Problems.badGateway(
                "roster-server-failed",
                "The school's own roster server did not give what was asked: nothing was changed.",
                new At("", what));
    }
}
