package org.baoxue.local.cli;

import java.time.Duration;
import org.baoxue.local.process.ProcessSpec.StopSignal;
import org.baoxue.local.process.Signals;
import org.baoxue.local.suite.Leftovers;
import org.baoxue.local.suite.SuiteState;

/** `down`: asks a running suite to stop and waits for it; ends what a crashed one left behind. */
final class Down {
    private static final Duration GRACE = Duration.ofSeconds(90);

    private Down() {}

    static int run(Options options) {
        boolean something = false;
        for (var layout : Places.candidates(options)) {
            var state = SuiteState.read(layout.state());
            if (state.isPresent()) {
                something |= stop(state.get());
            }
        }
        return Main.say(something ? "stopped" : "No suite runs.");
    }

    private static boolean stop(SuiteState state) {
        var supervisor = state.supervisor().handle();
        supervisor.ifPresent(handle -> {
            Signals.send(handle.pid(), StopSignal.TERM);
            Signals.awaitEnd(handle, GRACE);
        });
        return Leftovers.end(state, System.out::println) > 0 || supervisor.isPresent();
    }
}
