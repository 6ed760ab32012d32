package org.baoxue.bench.ground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.baoxue.local.suite.Layout;

/** A contender in a JVM of its own: one line says what to do, one line comes back when it is done. */
public final class Remote implements AutoCloseable {
    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;

    private Remote(Process process) {
        this.process = process;
        this.in = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param main reads its orders through {@link Orders} */
    public static Remote start(Ground ground, Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(Layout.java().toString()));
        command.addAll(Jvm.flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Path log = ground.layout().log(main.getSimpleName());
        try {
            Files.createDirectories(Objects.requireNonNull(log.getParent()));
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            ground.hold(process.toHandle());
            var remote = new Remote(process);
            remote.answer("the start of " + main.getSimpleName() + ", see " + log);
            return remote;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + main, e);
        }
    }

    /** Returns what it answered when it was done. */
    public String ask(String order) {
        in.println(order);
        return answer(order);
    }

    private String answer(String order) {
        try {
            var line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("ended at: " + order);
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Kills it: nothing of what it did is needed any more. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.toHandle().onExit().join();
    }
}
