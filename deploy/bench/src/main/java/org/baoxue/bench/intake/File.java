package org.baoxue.bench.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Round;
import org.baoxue.bench.Size;
import org.baoxue.bench.ground.Jvm;
import org.baoxue.bench.intake.Door.Due;
import org.baoxue.bench.ours.Attendance;
import org.baoxue.bench.ours.County;
import org.baoxue.bench.ours.Posts;
import org.baoxue.bench.ours.Schools;
import org.baoxue.bench.row.Bench;
import org.baoxue.bench.row.Row;

/** A county's whole morning as one file. */
final class File implements Row {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public String name() {
        return "file";
    }

    @Override
    public String measures() {
        return "A file of roll calls of 45, every mark in it, sent by one client as one part: from its first byte until the answer says"
                + " that all is taken. NDJSON, a roll call a line; CSV, a mark a line.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 3, 8);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int calls = bench.size().of(160, 1_600, 8_000);
        try (var door = new Door(bench, bench.size().of(4, 20, 100), Jvm.flags());
                var client = HttpClient.newHttpClient()) {
            round(bench, door, client, calls, "NDJSON", "warm");
            round(bench, door, client, calls, "CSV", "warm");
            bench.alternate(
                    Bench.Contender.of("NDJSON", () -> round(bench, door, client, calls, "NDJSON", "NDJSON")),
                    Bench.Contender.of("CSV", () -> round(bench, door, client, calls, "CSV", "CSV")));
            bench.sayDearest(Attendance.DATABASE);
        }
        return Stream.of("NDJSON", "CSV")
                .flatMap(format -> Stream.of(
                                bench.median(
                                        "marks imported a second, " + format,
                                        Round::perSecond,
                                        format,
                                        "/s",
                                        150_000,
                                        true),
                                Costs.walBytes(bench, format, "imported, " + format),
                                Costs.statements(bench, format, "imported, " + format))
                        .flatMap(Optional::stream))
                .toList();
    }

    private static void round(Bench bench, Door door, HttpClient client, int calls, String format, String contender) {
        var due = door.due(calls);
        var bytes = text(format, due).getBytes(StandardCharsets.UTF_8);
        var token = door.issuer().ofCountySystem(County.CODE);
        var begun = send(
                client,
                request(door, "", token)
                        .header("Idempotency-Key", contender + bench.measured().size())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"format\":\"" + format + "\"}"))
                        .build());
        var part = request(door, "/" + begun.path("file").asText(), token)
                .header("Content-Type", "application/octet-stream")
                .header("Upload-Offset", "0")
                .header("Upload-Complete", "?1")
                .method("PATCH", BodyPublishers.ofByteArray(bytes))
                .build();
        var meter = door.meter();
        var taken = send(client, part);
        var usage = meter.read();
        if (taken.path("recorded").asInt() != calls) {
            throw new IllegalStateException("not all roll calls of the file were taken: " + taken);
        }
        bench.keep(contender, (double) calls * Schools.CLASS_SIZE, usage, Map.of("MB", bytes.length / 1e6));
        door.attendance().awaitPublished();
    }

    private static String text(String format, List<Due> due) {
        return format.equals("CSV")
                ? due.stream()
                        .map(one -> Posts.rows(one.of(), one.slot()))
                        .collect(Collectors.joining("", Posts.CSV_HEADER, ""))
                : due.stream().map(one -> Posts.line(one.of(), one.slot())).collect(Collectors.joining());
    }

    private static HttpRequest.Builder request(Door door, String path, String token) {
        return HttpRequest.newBuilder(URI.create(door.attendance().url() + "/v1/roll-call-files" + path))
                .header("Authorization", "Bearer " + token);
    }

    private static JsonNode send(HttpClient client, HttpRequest request) {
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("the file was not taken", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
