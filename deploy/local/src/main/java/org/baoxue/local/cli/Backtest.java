package org.baoxue.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.baoxue.local.http.Http;
import org.baoxue.local.http.Json;
import org.baoxue.local.keycloak.KeycloakAdmin;
import org.baoxue.local.keycloak.KeycloakServer;
import org.baoxue.local.keycloak.Machine;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Secrets;

/** `backtest`: tries a policy on what the running suite has recorded of a place, shows how far it is, and prints what would change. */
final class Backtest {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Set<String> ENDED = Set.of("DONE", "CANCELLED");

    private final Http http = new Http();
    private final String address;
    private final String token;

    private Backtest(String address, String token) {
        this.address = address;
        this.token = token;
    }

    static int run(Options options) {
        var place = needed(options, "--place");
        if (!place.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new Trouble("A place code has letters, digits, dots and dashes only: " + place + " is none.");
        }
        var question = Json.object()
                .put("place", place)
                .put("from", needed(options, "--from"))
                .put("to", needed(options, "--to"))
                .put("candidate", needed(options, "--candidate"));
        var running = Places.running(options);
        var ports = running.state().ports();
        var token = bureau(running, place);
        var backtest = new Backtest("http://127.0.0.1:" + ports.escalation() + "/v1/backtests", token);
        return Main.say(String.join("\n", table(backtest.followed(question))));
    }

    private static String needed(Options options, String option) {
        return options.value(option)
                .orElseThrow(() -> new Trouble("./baoxue backtest needs " + option + ": see ./baoxue help."));
    }

    /** A machine acts for the bureau of the place, with a client of its own: nobody lends it a password. */
    private static String bureau(Places.RunningSuite running, String place) {
        var secrets = Secrets.in(running.layout().data());
        var ports = running.state().ports();
        var name = "backtest-" + place;
        var secret = secrets.password("client." + name);
        new KeycloakAdmin(new Http(), "http://127.0.0.1:" + ports.keycloak(), KeycloakServer.adminPassword(secrets))
                .addMachine(new Machine(name, secret, "county-bureau", "", place));
        return Access.tokens(ports).ofMachine(name, secret);
    }

    /** Until it has ended; where this command is ended before, it is cancelled. */
    private JsonNode followed(JsonNode question) {
        var started = http.send("POST", address, token, question).mustBeGood().json();
        var own = address + "/" + started.path("backtest").asText();
        var cancel = new Thread(() -> http.send("DELETE", own, token, Json.object()));
        Runtime.getRuntime().addShutdownHook(cancel);
        var progress = new Progress();
        var last = "";
        while (true) {
            var now = http.get(own, token).mustBeGood().json();
            var line = now.path("state").asText() + "  " + now.path("done").asInt() + " of "
                    + now.path("children").asInt() + " children";
            if (!line.equals(last)) {
                progress.accept(line);
                last = line;
            }
            if (ENDED.contains(now.path("state").asText())) {
                Runtime.getRuntime().removeShutdownHook(cancel);
                return now;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** What people read of it: by rule, by place, and where each child's differences are. */
    static List<String> table(JsonNode backtest) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("%s in %s, %s to %s, as known at %s"
                .formatted(
                        backtest.path("candidate").asText(),
                        backtest.path("place").asText(),
                        backtest.path("from").asText(),
                        backtest.path("to").asText(),
                        backtest.path("asOf").asText()));
        backtest.path("values")
                .properties()
                .forEach(value -> lines.add("  " + value.getKey() + " = "
                        + value.getValue().path("value").asText()));
        lines.add("");
        lines.add(row("rule", "what", "gained", "lost", "moved", "otherwise", "children"));
        backtest.path("rules")
                .forEach(rule -> lines.add(
                        row(rule.path("rule").asText(), rule.path("what").asText(), rule.path("counts"))));
        if (backtest.path("rules").isEmpty()) {
            lines.add("nothing would have been otherwise");
        }
        lines.add("");
        lines.add(row("place", "", "gained", "lost", "moved", "otherwise", "children"));
        backtest.path("places")
                .forEach(place -> lines.add(row(place.path("place").asText(), "", place.path("counts"))));
        lines.add("");
        if (backtest.path("failed").asInt() > 0) {
            lines.add(backtest.path("failed").asInt()
                    + " children could not be looked at: the log of escalation says why.");
        }
        lines.add(
                "Child by child: GET /v1/backtests/" + backtest.path("backtest").asText() + "/differences");
        return lines;
    }

    private static String row(String first, String second, JsonNode counts) {
        return row(
                first,
                second,
                counts.path("gained").asText(),
                counts.path("lost").asText(),
                counts.path("moved").asText(),
                counts.path("endedOtherwise").asText(),
                counts.path("children").asText());
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%-22s %-6s %8s %8s %8s %10s %9s", (Object[]) cells)
                .stripTrailing();
    }
}
