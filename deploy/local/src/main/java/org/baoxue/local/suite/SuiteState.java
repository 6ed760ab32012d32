package org.baoxue.local.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.local.http.Json;
import org.baoxue.local.process.Child;

/**
 * Which processes make up the suite of a data folder. A pid alone proves nothing after a crash: a process counts as ours
 * only if it also started when we noted it did.
 */
public record SuiteState(Running supervisor, Ports ports, boolean settableClock, Map<String, Running> children) {

    /** A process as it was noted. */
    public record Running(long pid, String startedAt) {
        static Running of(ProcessHandle handle) {
            return new Running(handle.pid(), startOf(handle));
        }

        public Optional<ProcessHandle> handle() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(handle -> startOf(handle)
                    .equals(startedAt));
        }

        private static String startOf(ProcessHandle handle) {
            return handle.info().startInstant().map(Instant::toString).orElse("unknown");
        }
    }

    static void write(Path file, SuitePlan plan, List<Child> children) {
        var processes = new LinkedHashMap<String, Running>();
        children.forEach(child -> processes.put(child.name(), Running.of(child.handle())));
        var state = new SuiteState(Running.of(ProcessHandle.current()), plan.ports(), plan.settableClock(), processes);
        try {
            var next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, Json.write(state));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note the running processes in " + file, e);
        }
    }

    /** What was noted last, whether it still runs or not. */
    public static Optional<SuiteState> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode tree = Json.read(Files.readAllBytes(file));
            return Optional.of(Json.MAPPER.treeToValue(tree, SuiteState.class));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty(); // cut off by a crash: it names no process for certain
        }
    }

    /** After an ordered stop nothing runs that would have to be remembered; another suite's note stays. */
    static void forget(Path file) {
        read(file)
                .filter(state -> state.supervisor().equals(Running.of(ProcessHandle.current())))
                .ifPresent(_ -> delete(file));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean runs() {
        return supervisor.handle().isPresent();
    }

    /** Children that outlived their supervisor. */
    public List<ProcessHandle> leftOver() {
        var left = new ArrayList<ProcessHandle>();
        if (!runs()) {
            children.values().forEach(child -> child.handle().ifPresent(left::add));
        }
        return left;
    }
}
