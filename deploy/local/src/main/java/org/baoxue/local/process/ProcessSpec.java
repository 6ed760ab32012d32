package org.baoxue.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What to run: a name for people, the command, where its output goes, and the signal that stops it in order. */
public record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        Path log,
        StopSignal stopSignal) {

    /** PostgreSQL takes TERM as "wait for the last client" and INT as "now, in order". */
    public enum StopSignal {
        TERM,
        INT
    }

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
