package org.baoxue.local.cli;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Layout;
import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.SuiteState;

/** Where the data of a suite lies, and which suite a command means. */
final class Places {
    /** A suite that runs now, with its folder. */
    record RunningSuite(Layout layout, SuiteState state) {}

    private Places() {}

    static Layout lasting(Options options) {
        return Layout.of(options.value("--data-dir")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".baoxue")));
    }

    static Layout ofDemo(Options options) {
        return Layout.of(options.value("--data-dir").map(Path::of).orElseGet(() -> Layout.checkout()
                .resolve("target/demo")));
    }

    static List<Layout> candidates(Options options) {
        return options.has("--data-dir") ? List.of(lasting(options)) : List.of(lasting(options), ofDemo(options));
    }

    /** Whose logs a person most likely means: those of what runs. */
    static List<Layout> runningFirst(Options options) {
        return candidates(options).stream()
                .sorted(Comparator.comparing(layout ->
                        SuiteState.read(layout.state()).filter(SuiteState::runs).isEmpty()))
                .toList();
    }

    static RunningSuite running(Options options) {
        for (var layout : candidates(options)) {
            var state = SuiteState.read(layout.state());
            if (state.filter(SuiteState::runs).isPresent()) {
                return new RunningSuite(layout, state.get());
            }
            int left = state.map(noted -> noted.leftOver().size()).orElse(0);
            if (left > 0) {
                throw new Trouble("The supervisor of " + layout.data() + " is gone, and " + left
                        + " of its processes still run: ./baoxue down ends them, and so does the next start.");
            }
        }
        throw new Trouble("No suite runs: start one with ./baoxue up or ./baoxue demo.");
    }

    static Ports ports(Options options) {
        try {
            return Ports.USUAL.shifted(
                    Integer.parseInt(options.value("--port-offset").orElse("0")));
        } catch (NumberFormatException e) {
            throw new Trouble("--port-offset needs a number, for example 1000.", e);
        }
    }
}
