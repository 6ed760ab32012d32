package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.baoxue.local.demo.World.School;
import org.baoxue.local.http.Json;
import org.baoxue.local.process.Await;
import org.baoxue.local.suite.Service;

/**
 * School systems that post one roll call after the other, and each again until it is taken, as the README asks of them; one of them
 * by the file, in parts. What was taken is noted; anything but taken, "come again" and silence is a fault.
 */
final class Intake implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final int OF_A_FILE = 60;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int COME_AGAIN = 503;

    /** What is called, and who of it is absent. */
    private record Call(School school, String classId, LocalDate date, String session, List<String> absent) {
        String name() {
            return classId + "/" + date + "/" + session;
        }
    }

    private final Desk desk;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Deque<Call> waiting = new ArrayDeque<>();
    private final Map<String, List<String>> taken = new ConcurrentHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger silent = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private final AtomicInteger byFile = new AtomicInteger();
    private final FileSender files;
    private final ExecutorService hands = Executors.newFixedThreadPool(AT_ONCE + 1);
    private volatile boolean over;

    Intake(Desk desk, World world, LocalDate from, LocalDate to, long seed) {
        this.desk = desk;
        this.files = new FileSender(desk, http);
        var random = new Random(seed);
        var schools = world.schoolsByCode();
        var members = world.byClass();
        for (var date = from; !date.isAfter(to); date = date.plusDays(1)) {
            for (var each : world.classes()) {
                var school = Objects.requireNonNull(schools.get(each.school()));
                for (var session : school.sessions()) {
                    var absent = members.getOrDefault(each.id(), List.of()).stream()
                            .map(World.Child::id)
                            .filter(_ -> random.nextInt(20) == 0)
                            .sorted()
                            .toList();
                    waiting.add(new Call(school, each.id(), date, session.code(), absent));
                }
            }
        }
    }

    Intake begin() {
        for (int n = 0; n < AT_ONCE; n++) {
            hands.execute(this::post);
        }
        hands.execute(this::postFiles);
        return this;
    }

    /** Waits until so many more are taken. */
    void takes(int more) {
        int wanted = taken.size() + more;
        if (!Await.until(() -> taken.size() >= wanted, LIMIT, PAUSE)) {
            throw new AssertionError("only " + taken.size() + " of " + wanted + " roll calls were taken");
        }
    }

    /** Waits until so many more were told to come again. */
    void isToComeAgain(int more) {
        int wanted = told.get() + more;
        if (!Await.until(() -> told.get() >= wanted, LIMIT, PAUSE)) {
            throw new AssertionError("only " + told.get() + " of " + wanted + " posts were told to come again");
        }
    }

    int toldToComeAgain() {
        return told.get();
    }

    int unanswered() {
        return silent.get();
    }

    /** Of what was taken since this was last asked. */
    Duration slowest() {
        return Duration.ofNanos(slowest.getAndSet(0));
    }

    /** Who is absent by each roll call that was taken. */
    Map<String, List<String>> taken() {
        return Map.copyOf(taken);
    }

    List<String> faults() {
        synchronized (faults) {
            return List.copyOf(faults);
        }
    }

    private void post() {
        for (var call = next(); call != null && !over; call = next()) {
            while (!isTaken(call)) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** One file after the other, each of one school. */
    private void postFiles() {
        try {
            for (int n = 0; !over; n++) {
                var bySchool = next(OF_A_FILE).stream().collect(Collectors.groupingBy(Call::school));
                int file = n;
                bySchool.forEach((school, own) -> postFile(school, "file-" + file, own));
            }
        } catch (FileSender.Fault fault) {
            fault(String.valueOf(fault.getMessage()));
        }
    }

    private void postFile(School school, String key, List<Call> calls) {
        var text = new StringBuilder();
        calls.forEach(call -> text.append(body(call)
                        .put("class", call.classId())
                        .put("date", call.date().toString())
                        .put("session", call.session()))
                .append('\n'));
        var file = files.send(school.system(), key, text.toString());
        if (file.path("recorded").asInt() + file.path("unchanged").asInt() != calls.size()) {
            fault("of " + calls.size() + " roll calls a file has " + file);
        }
        calls.forEach(call -> taken.put(call.name(), call.absent()));
        byFile.addAndGet(calls.size());
    }

    /** Taken by file, after so many breaks. */
    String filesTaken() {
        return byFile.get() + " roll calls by file, in which " + files.breaks() + " parts broke off";
    }

    int byFile() {
        return byFile.get();
    }

    private static ObjectNode body(Call call) {
        var body = Json.object().put("marks", "EXCEPTIONS");
        var entries = body.putArray("entries");
        call.absent()
                .forEach(student -> entries.addObject().put("student", student).put("mark", "ABSENT"));
        return body;
    }

    private synchronized List<Call> next(int most) {
        List<Call> calls = new ArrayList<>();
        while (calls.size() < most && !waiting.isEmpty()) {
            calls.add(waiting.remove());
        }
        return calls;
    }

    private synchronized Call next() {
        return waiting.poll();
    }

    private boolean isTaken(Call call) {
        long begun = System.nanoTime();
        try {
            var answer = http.send(request(call), BodyHandlers.ofString());
            int status = answer.statusCode();
            if (status == 200 || status == 201) {
                slowest.accumulateAndGet(System.nanoTime() - begun, Math::max);
                taken.put(call.name(), call.absent());
                return true;
            }
            boolean says = answer.headers().firstValue("Retry-After").isPresent();
            if (status == COME_AGAIN && says) {
                told.incrementAndGet();
                return false;
            }
            fault(call.name() + " is answered " + status + ": " + answer.body());
            return true;
        } catch (IOException away) {
            silent.incrementAndGet();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private HttpRequest request(Call call) {
        var path = "/v1/classes/%s/roll-calls/%s/%s".formatted(call.classId(), call.date(), call.session());
        return HttpRequest.newBuilder(URI.create(desk.url(Service.ATTENDANCE, path)))
                .timeout(SILENCE)
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Bearer " + desk.machineToken(call.school().system()))
                .PUT(BodyPublishers.ofString(body(call).toString()))
                .build();
    }

    private void fault(String what) {
        synchronized (faults) {
            faults.add(what);
        }
    }

    @Override
    public void close() {
        over = true;
        hands.close();
        http.close();
    }
}
