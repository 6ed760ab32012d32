package org.baoxue.local.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** Ports that nobody uses at this moment. */
    public static Ports free() {
        var sockets = new ServerSocket[11];
        var free = new int[sockets.length];
        try {
            for (int i = 0; i < sockets.length; i++) {
                sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                free[i] = sockets[i].getLocalPort();
            }
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new Trouble("No free port on the loopback address: close what uses them and try again.", e);
        }
        return new Ports(
                free[0], free[1], free[2], free[3], free[4], free[5], free[6], free[7], free[8], free[9], free[10]);
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
