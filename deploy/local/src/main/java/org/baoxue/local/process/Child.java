package org.baoxue.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One running child process, in a session of its own so that Ctrl-C reaches only the one who stops it in order. */
public final class Child {
    private final ProcessSpec spec;
    private final Process process;

    private Child(ProcessSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
    }

    public static Child start(ProcessSpec spec) {
        try {
            Files.createDirectories(parentOf(spec.log()));
            var builder = new ProcessBuilder(apart(spec.command()))
                    .directory(spec.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            builder.environment().putAll(spec.environment());
            return new Child(spec, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + spec.name(), e);
        }
    }

    /** Runs a short command to its end; its output goes to the log of the spec. */
    public static int run(ProcessSpec spec, Duration limit) {
        var child = start(spec);
        child.awaitEnd(limit);
        return child.process.exitValue();
    }

    public String name() {
        return spec.name();
    }

    public ProcessSpec spec() {
        return spec;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public int exitValue() {
        return process.exitValue();
    }

    public void stop(Duration grace) {
        if (process.isAlive()) {
            Signals.send(process.pid(), spec.stopSignal());
            Signals.awaitEnd(process.toHandle(), grace);
        }
    }

    private void awaitEnd(Duration limit) {
        try {
            process.toHandle().onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new Trouble(spec.name() + " did not end within " + limit.toSeconds() + " s: see " + spec.log(), e);
        }
    }

    private static List<String> apart(List<String> command) {
        var apart = new ArrayList<String>();
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            apart.add("setsid");
        } else {
            apart.addAll(List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV"));
        }
        apart.addAll(command);
        return apart;
    }

    private static Path parentOf(Path file) {
        var parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
