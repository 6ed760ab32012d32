package org.baoxue.local.time;

import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.baoxue.local.http.Http;
import org.baoxue.local.http.Json;
import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.Service;

/** The clocks of the five services, set together: escalation last, so that it never decides ahead of the facts' clock. */
public final class SetClock {
    private final Http http;
    private final Ports ports;
    private final Supplier<String> operatorToken;
    private final Executor atOnce = Executors.newVirtualThreadPerTaskExecutor();

    public SetClock(Http http, Ports ports, Supplier<String> operatorToken) {
        this.http = http;
        this.ports = ports;
        this.operatorToken = operatorToken;
    }

    public Instant now() {
        var answer = http.get(url(Service.ESCALATION), operatorToken.get()).mustBeGood();
        return Instant.parse(answer.json().path("now").asText());
    }

    public void set(Instant now) {
        var others = Arrays.stream(Service.values())
                .filter(service -> service != Service.ESCALATION)
                .map(service -> CompletableFuture.runAsync(() -> set(service, now), atOnce))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(others).join();
        set(Service.ESCALATION, now);
    }

    private void set(Service service, Instant now) {
        http.send("PUT", url(service), operatorToken.get(), Json.object().put("now", now.toString()))
                .mustBeGood();
    }

    private String url(Service service) {
        return "http://127.0.0.1:" + ports.of(service) + "/v1/clock";
    }
}
