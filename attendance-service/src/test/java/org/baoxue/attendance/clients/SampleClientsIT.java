package org.baoxue.attendance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.baoxue.attendance.Published;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clients that developers copy, as they stand, each a process of its own, through a front that is away at first. */
@QuarkusTest
@WithTestResource(Platform.class)
class SampleClientsIT {

    private static final Path CLIENTS = Path.of("clients");
    private static final String JAVA = ProcessHandle.current().info().command().orElse("java");

    private final AtomicInteger asked = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer front;

    @BeforeEach
    void opens() throws IOException {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.createContext("/token", this::grants);
        front.createContext("/v1", this::passesOn);
        front.start();
    }

    @AfterEach
    void closes() {
        front.stop(0);
    }

    @Test
    void the_client_in_java_posts_a_roll_call_although_the_service_is_away_at_first() throws Exception {
        var school = SchoolFixture.opens("CL1");
        school.enrols("CL1-1", "cl1-a", "cl1-b");
        var said = runs(
                "CL1",
                JAVA,
                CLIENTS.resolve("Attendance.java").toString(),
                "CL1-1",
                "2026-10-12",
                "AM",
                "cl1-a=ABSENT");
        assertThat(said.status()).as(said.text()).isZero();
        recorded(school, "CL1-1", "cl1-a");
        var refused = runs("CL1", JAVA, CLIENTS.resolve("Attendance.java").toString(), "CL1-1", "2026-10-12", "NIGHT");
        assertThat(refused.status()).isNotZero();
        assertThat(refused.text()).contains("session");
    }

    @Test
    void the_client_in_python_posts_a_roll_call_although_the_service_is_away_at_first() throws Exception {
        assumeTrue(hasPython(), "python3 is not installed here");
        var school = SchoolFixture.opens("CL2");
        school.enrols("CL2-1", "cl2-a", "cl2-b");
        var client = CLIENTS.resolve("attendance.py").toString();
        var said = runs("CL2", "python3", client, "CL2-1", "2026-10-12", "AM", "cl2-a=ABSENT");
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("revision 1: 1 present, 1 absent");
        recorded(school, "CL2-1", "cl2-a");
        var refused = runs("CL2", "python3", client, "CL2-1", "2026-10-12", "NIGHT");
        assertThat(refused.status()).isNotZero();
        assertThat(refused.text()).contains("refused (").contains("session");
    }

    private static void recorded(SchoolFixture school, String classId, String absent) {
        school.office()
                .get("/v1/classes/" + classId + "/roll-calls/2026-10-12/AM")
                .then()
                .body("revisions[0].absent", contains(absent));
        assertThat(Published.attendance("roll-call-recorded", school.code(), 1)).hasSize(1);
    }

    private record Said(int status, String text) {}

    private Said runs(String school, String... command) throws IOException, InterruptedException {
        asked.set(0);
        var output = Files.createTempFile("client", ".txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        var at = "http://127.0.0.1:" + front.getAddress().getPort();
        builder.environment()
                .putAll(Map.of(
                        "BAOXUE_API",
                        at,
                        "BAOXUE_TOKENS",
                        at + "/token?school=" + school,
                        "BAOXUE_CLIENT",
                        "school-" + school,
                        "BAOXUE_SECRET",
                        "secret"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        var process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ends by itself")
                    .isTrue();
            return new Said(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private static boolean hasPython() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
    }

    private void grants(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream form = exchange.getRequestBody()) {
            var asksFor = new String(form.readAllBytes(), StandardCharsets.UTF_8);
            var school = exchange.getRequestURI().getQuery().substring("school=".length());
            var token = Tokens.ofSchool("school-system", "client-" + school, school);
            boolean fits =
                    asksFor.contains("grant_type=client_credentials") && asksFor.contains("client_secret=secret");
            answer(
                    exchange,
                    fits ? 200 : 401,
                    "{\"access_token\":\"%s\",\"expires_in\":60}"
                            .formatted(token)
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private void passesOn(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            byte[] said = body.readAllBytes();
            if (asked.getAndIncrement() < 2) {
                exchange.getResponseHeaders().add("Retry-After", "0");
                answer(exchange, asked.get() == 1 ? 503 : 429, new byte[0]);
                return;
            }
            var request = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(said));
            for (var name : List.of("Authorization", "Content-Type")) {
                request.header(name, exchange.getRequestHeaders().getFirst(name));
            }
            var answered = http.send(request.build(), BodyHandlers.ofByteArray());
            answer(exchange, answered.statusCode(), answered.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
