package org.baoxue.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.Consumer;
import org.baoxue.local.process.ProcessSpec.StopSignal;
import org.baoxue.local.process.Signals;
import org.baoxue.local.process.Trouble;

/** Clears the way for a start: ends what a killed supervisor left running, refuses to start a second suite on one folder. */
public final class Leftovers {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final long ROOM = 1L << 30;

    private Leftovers() {}

    public static void clear(Layout layout, Consumer<String> say) {
        SuiteState.read(layout.state()).ifPresent(state -> {
            if (state.runs()) {
                throw new Trouble("A suite already runs on " + layout.data() + " (process "
                        + state.supervisor().pid() + "): use it, or stop it with ./baoxue down.");
            }
            end(state, say);
        });
    }

    /** Last started first, as in an ordered stop; PostgreSQL's INT is harmless to the others' order. */
    public static int end(SuiteState state, Consumer<String> say) {
        var left = state.leftOver().reversed();
        if (!left.isEmpty()) {
            say.accept("ending " + left.size() + " processes that an earlier suite left running");
        }
        for (var handle : left) {
            Signals.send(handle.pid(), isPostgres(state, handle) ? StopSignal.INT : StopSignal.TERM);
            Signals.awaitEnd(handle, GRACE);
        }
        return left.size();
    }

    private static boolean isPostgres(SuiteState state, ProcessHandle handle) {
        var postgres = state.children().get("postgres");
        return postgres != null && postgres.pid() == handle.pid();
    }

    public static void mustHaveRoom(Layout layout) {
        try {
            Files.createDirectories(layout.data());
            long free = Files.getFileStore(layout.data()).getUsableSpace();
            if (free < ROOM) {
                throw new Trouble("The disk of " + layout.data() + " has only " + (free >> 20)
                        + " MB free and 1024 are needed: make room, or choose another folder with --data-dir.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + layout.data() + " cannot be made", e);
        }
    }
}
