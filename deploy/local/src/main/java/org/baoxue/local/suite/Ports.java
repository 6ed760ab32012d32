package org.baoxue.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.baoxue.local.process.Trouble;

/** Every port of the suite on the loopback address, by the name of who listens there. */
public record Ports(
        int attendance,
        int escalation,
        int cases,
        int notification,
        int directory,
        int keycloak,
        int postgres,
        int kafka,
        int kafkaController,
        int inbox,
        int smtp) {

    public static final Ports USUAL = new Ports(8081, 8082, 8083, 8084, 8085, 8180, 5433, 9094, 9095, 8190, 8125);

    private static final int FREE_FROM = 20_000;
    private static final int FREE_TO = 32_000;
    private static final int ATTEMPTS = 1000;

    public Ports shifted(int offset) {
        return new Ports(
                attendance + offset,
                escalation + offset,
                cases + offset,
                notification + offset,
                directory + offset,
                keycloak + offset,
                postgres + offset,
                kafka + offset,
                kafkaController + offset,
                inbox + offset,
                smtp + offset);
    }

    /**
     * Ports that nobody uses at this moment, from below the range out of which outgoing connections are given theirs: a
     * server that was killed finds its port free again.
     */
    public static Ports free() {
        var sockets = new ArrayDeque<ServerSocket>();
        try {
            int[] free = IntStream.range(0, 11).map(_ -> free(sockets)).toArray();
            return new Ports(
                    free[0], free[1], free[2], free[3], free[4], free[5], free[6], free[7], free[8], free[9], free[10]);
        } finally {
            sockets.forEach(Ports::close);
        }
    }

    private static int free(Deque<ServerSocket> taken) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FREE_FROM, FREE_TO);
            try {
                taken.push(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
                return port;
            } catch (BindException inUse) {
                // another one, then
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new Trouble("No free port on the loopback address: close what uses them and try again.");
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Map<String, Integer> byName() {
        var named = new LinkedHashMap<String, Integer>();
        named.put("postgres", postgres);
        named.put("kafka", kafka);
        named.put("kafka-controller", kafkaController);
        named.put("keycloak", keycloak);
        named.put("inbox", inbox);
        named.put("smtp", smtp);
        for (var service : Service.values()) {
            named.put(service.folder(), of(service));
        }
        return named;
    }

    public int of(Service service) {
        return switch (service) {
            case DIRECTORY -> directory;
            case ATTENDANCE -> attendance;
            case ESCALATION -> escalation;
            case CASES -> cases;
            case NOTIFICATION -> notification;
        };
    }

    /** Says which port is taken, before anything is started. */
    public void mustBeFree() {
        byName().forEach(Ports::mustBeFree);
    }

    private static void mustBeFree(String who, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new Trouble(
                    "Port " + port + " (" + who + ") is in use: stop what listens there, or choose other ports with"
                            + " --port-offset 1000.",
                    e);
        }
    }
}
