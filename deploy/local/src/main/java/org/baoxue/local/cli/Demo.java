package org.baoxue.local.cli;

import java.util.List;
import java.util.Map;
import org.baoxue.local.demo.Play;
import org.baoxue.local.process.Memory;
import org.baoxue.local.suite.Folders;
import org.baoxue.local.suite.Layout;
import org.baoxue.local.suite.Leftovers;
import org.baoxue.local.suite.Service;
import org.baoxue.local.suite.Suite;
import org.baoxue.local.suite.SuitePlan;

/** `demo`: a fresh suite on a set clock, the story, the table. */
final class Demo {
    /** The demo writes the places and the calendar that it needs itself. */
    private static final Map<String, String> SETTINGS = Map.of("BAOXUE_DIRECTORY_LOAD_SHIPPED_DATA", "false");

    private Demo() {}

    static int run(Options options) {
        var data = options.value("--data").orElse("dongchuan");
        var layout = Places.ofDemo(options);
        var ports = Places.ports(options);
        var progress = new Progress();
        Lasting.refuse(layout);
        Leftovers.mustHaveRoom(layout);
        Leftovers.clear(layout, progress);
        forgetTheLastStory(layout);
        var plan = new SuitePlan(layout, ports, false, true, List.of(Service.values()), true, true, SETTINGS);
        var suite = new Suite(plan, progress);
        Up.closeAtExit(suite);
        suite.start();
        progress.accept("the suite runs");
        var report = layout.data().resolve("report.json");
        boolean right = new Play(ports, suite.secrets(), progress)
                .run(data, suite.keycloakAdmin(), suite.webhookSecret(), report);
        progress.accept(right ? "every child got what it must" : "NOT every child got what it must");
        suite.supervisor()
                .children()
                .forEach(child -> progress.accept(
                        "memory of %s: %d MB".formatted(child.name(), Memory.withChildren(child.handle()) >> 20)));
        if (options.has("--exit")) {
            suite.close();
            return right ? 0 : 1;
        }
        Addresses.print(ports);
        progress.accept("everything still runs; Ctrl-C stops it");
        return Up.waitForEver();
    }

    /** All but the identities and secrets, which every story shares. */
    private static void forgetTheLastStory(Layout layout) {
        for (var folder :
                List.of(layout.postgresData(), layout.kafkaData(), layout.data().resolve("logs"))) {
            Folders.delete(folder);
        }
    }
}
