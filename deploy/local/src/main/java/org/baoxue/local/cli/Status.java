package org.baoxue.local.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.baoxue.local.http.Http;
import org.baoxue.local.process.Memory;
import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.Service;

/** `status`: each process with its memory, address and health. */
final class Status {
    private Status() {}

    static int run(Options options) {
        var running = Places.running(options);
        var ports = running.state().ports();
        System.out.println("data in " + running.layout().data());
        System.out.println(row("process", "pid", "memory", "port", "health"));
        var supervisor = running.state().supervisor().handle();
        print("supervisor and inbox", supervisor, supervisor.map(Memory::own).orElse(0L), ports.inbox(), "up");
        running.state().children().forEach((name, child) -> {
            var handle = child.handle();
            var memory = handle.map(Memory::withChildren).orElse(0L);
            print(name, handle, memory, port(ports, name), handle.isPresent() ? health(ports, name) : "ended");
        });
        return 0;
    }

    private static void print(String name, Optional<ProcessHandle> handle, long bytes, int port, String health) {
        var memory = bytes == 0 ? "-" : (bytes >> 20) + " MB";
        var pid = handle.map(process -> Long.toString(process.pid())).orElse("-");
        System.out.println(row(name, pid, memory, Integer.toString(port), health));
    }

    private static String row(String name, String pid, String memory, String port, String health) {
        return String.format(Locale.ROOT, "%-26s %9s %9s %6s  %s", name, pid, memory, port, health);
    }

    private static int port(Ports ports, String name) {
        return ports.byName().getOrDefault(name, 0);
    }

    private static String health(Ports ports, String name) {
        return Arrays.stream(Service.values())
                .filter(service -> service.folder().equals(name))
                .findFirst()
                .map(service -> ready(ports.of(service)))
                .orElse("up");
    }

    private static String ready(int port) {
        var answer = new Http().once("http://127.0.0.1:" + port + "/q/health/ready", "");
        return answer.good() ? "ready" : "not ready (" + answer.status() + ")";
    }
}
