package org.baoxue.bench.ground;

import java.util.List;

/** How every contender's JVM is started. */
public final class Jvm {
    private Jvm() {}

    public static List<String> flags() {
        return List.of(
                "-Xms1g",
                "-Xmx1g",
                "-XX:+UseParallelGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }
}
