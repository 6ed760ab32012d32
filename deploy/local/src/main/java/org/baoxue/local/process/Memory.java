package org.baoxue.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory processes hold: their share of what they hold together (PSS), 0 where it cannot be read. */
public final class Memory {
    private Memory() {}

    public static long own(ProcessHandle handle) {
        var rollup = Path.of("/proc", Long.toString(handle.pid()), "smaps_rollup");
        try (var lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                            .map(line -> line.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .sum()
                    * 1024;
        } catch (IOException e) {
            return 0; // not Linux, or it has just ended: no figure is the true answer
        }
    }

    /** PostgreSQL has many children. */
    public static long withChildren(ProcessHandle handle) {
        return own(handle) + handle.descendants().mapToLong(Memory::own).sum();
    }
}
