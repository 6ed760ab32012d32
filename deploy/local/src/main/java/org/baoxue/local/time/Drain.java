package org.baoxue.local.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.baoxue.local.http.Http;
import org.baoxue.local.kafka.Topics;
import org.baoxue.local.process.Await;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.Service;

/**
 * Knows when nothing is left to do at the present instant: no event waits to be published, everybody has read everything
 * that concerns him, nothing is overdue, and nothing was published while all said so.
 */
public final class Drain implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final String PLATFORM_OUT = "baoxue.platform-out.v1";
    private static final Map<Service, List<String>> READS = Map.of(
            Service.DIRECTORY, List.of(),
            Service.ATTENDANCE, List.of("baoxue.directory.v1"),
            Service.ESCALATION,
                    List.of("baoxue.attendance.v1", "baoxue.directory.v1", "baoxue.case.v1", "baoxue.notification.v1"),
            Service.CASES, List.of("baoxue.escalation.v1", "baoxue.directory.v1", "baoxue.platform-in.v1"),
            Service.NOTIFICATION,
                    List.of("baoxue.escalation.v1", "baoxue.case.v1", "baoxue.roster.v1", "baoxue.directory.v1"));

    private final Http http;
    private final Ports ports;
    private final Supplier<String> operatorToken;
    private final Admin kafka;
    private final Executor atOnce = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Service, Standing> last = new EnumMap<>(Service.class);
    private Set<Service> busy = EnumSet.allOf(Service.class);
    private Map<String, Long> ends = Map.of();

    public Drain(Http http, Ports ports, Supplier<String> operatorToken) {
        this.http = http;
        this.ports = ports;
        this.operatorToken = operatorToken;
        this.kafka = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ports.kafka()));
    }

    /** Returns the earliest instant at which something falls due. */
    public Optional<Instant> await() {
        busy = EnumSet.allOf(Service.class);
        if (!Await.until(this::drained, LIMIT, PAUSE)) {
            throw new Trouble("The suite was not done after " + LIMIT.toMinutes() + " minutes: "
                    + String.join("; ", reasons()) + ". See ./baoxue status and logs.");
        }
        return last.values().stream()
                .flatMap(standing -> standing.next().stream())
                .min(Instant::compareTo);
    }

    public Map<String, Long> ends() {
        return ends;
    }

    /** Records that no service could work and that wait for an operator. */
    public long parked() {
        return last.values().stream().mapToLong(Standing::parked).sum();
    }

    /**
     * Asks those who were busy until none is; then all at once. If nothing was published while they answered that nothing
     * is left, nothing is.
     */
    private boolean drained() {
        try {
            ends = readEnds();
            boolean all = busy.size() == Service.values().length;
            ask(busy);
            if (busy.isEmpty() && !all) {
                ask(EnumSet.allOf(Service.class));
            }
            if (busy.isEmpty() && platformHasRead() && readEnds().equals(ends)) {
                return true;
            }
            if (busy.isEmpty()) {
                busy = EnumSet.allOf(Service.class);
            }
            return false;
        } catch (ExecutionException brokerAway) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Who is still busy of these, or does not answer, is busy. */
    private void ask(Set<Service> services) {
        var asked = services.stream()
                .collect(Collectors.toMap(
                        service -> service, service -> CompletableFuture.supplyAsync(() -> standing(service), atOnce)));
        var still = EnumSet.noneOf(Service.class);
        asked.forEach((service, answer) -> {
            var standing = answer.join();
            standing.ifPresent(known -> last.put(service, known));
            if (standing.isEmpty() || !reasons(standing.get()).isEmpty()) {
                still.add(service);
            }
        });
        busy = still;
    }

    private Optional<Standing> standing(Service service) {
        var answer = http.once("http://127.0.0.1:" + ports.of(service) + "/v1/standing", operatorToken.get());
        return answer.good() ? Optional.of(Standing.of(service, answer.json())) : Optional.empty();
    }

    private List<String> reasons(Standing standing) {
        return standing.reasons(READS.getOrDefault(standing.service(), List.of()), ends);
    }

    private List<String> reasons() {
        var reasons = new ArrayList<String>();
        for (var service : busy) {
            var standing = last.get(service);
            reasons.addAll(standing == null ? List.of(service.folder() + " does not answer") : reasons(standing));
        }
        return reasons;
    }

    private Map<String, Long> readEnds() throws ExecutionException, InterruptedException {
        var partitions = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : Topics.all()) {
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                partitions.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        var found = new HashMap<String, Long>();
        kafka.listOffsets(partitions).all().get().forEach((partition, end) -> {
            if (end.offset() > 0) {
                found.put(partition.topic() + "/" + partition.partition(), end.offset());
            }
        });
        return found;
    }

    private boolean platformHasRead() throws ExecutionException, InterruptedException {
        var published = ends.entrySet().stream()
                .filter(end -> end.getKey().startsWith(PLATFORM_OUT))
                .toList();
        if (published.isEmpty()) {
            return true;
        }
        var read = kafka.listConsumerGroupOffsets("platform-simulator")
                .partitionsToOffsetAndMetadata()
                .get();
        return published.stream().allMatch(end -> {
            int partition = Integer.parseInt(end.getKey().substring(PLATFORM_OUT.length() + 1));
            var mark = read.get(new TopicPartition(PLATFORM_OUT, partition));
            return mark != null && mark.offset() >= end.getValue();
        });
    }

    @Override
    public void close() {
        kafka.close(Duration.ofSeconds(2));
    }
}
